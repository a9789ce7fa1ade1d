import { KubeObject } from '../kubernetes/object-store';
import { monitoredAppOf } from './monitored-app';
import { StaticObjectStore } from './testing/static-object-store';

const namespace = 'heal7-prod';
const pod = (app: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `${app}-1`, namespace, labels: { app } },
});
const service = (name: string, app: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace, labels: { app: name } },
  spec: { selector: { app } },
});
const monitor = (selector: object): KubeObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name: 'api', namespace },
  spec: {
    selector,
    endpoints: [{ relabelings: [{ targetLabel: 'app', replacement: 'api' }] }],
  },
});
const canaried = monitor({
  matchExpressions: [
    { key: 'app', operator: 'In', values: ['api-primary', 'api-canary'] },
  ],
});

describe('monitoredAppOf', () => {
  it.each<[string, KubeObject[], string, string | undefined]>([
    [
      'a pod behind the Service that is watched',
      [service('api', 'api'), monitor({ matchLabels: { app: 'api' } })],
      'api',
      'api',
    ],
    [
      'the primary of a canary',
      [service('api-primary', 'api-primary'), canaried],
      'api-primary',
      'api',
    ],
    [
      'a pod of another service',
      [service('other', 'other'), canaried],
      'other',
      undefined,
    ],
    [
      'a pod whose Service is not watched',
      [service('api', 'api'), canaried],
      'api',
      undefined,
    ],
    ['a pod without a Service', [canaried], 'api-primary', undefined],
  ])('%s', (_, objects, app, expected) => {
    const store = new StaticObjectStore('heal7-prod', objects);
    expect(monitoredAppOf(store)(pod(app))).toBe(expected);
  });
});
