import { KubeObject } from '../kubernetes/object-store';
import { assessHealth, worstHealth } from './health';

function object(
  apiVersion: string,
  kind: string,
  status: Record<string, unknown> | undefined,
  spec: Record<string, unknown> = {},
): KubeObject {
  return {
    apiVersion,
    kind,
    metadata: { name: 'api', namespace: 'prod', generation: 2 },
    spec,
    status,
  };
}

const done = {
  observedGeneration: 2,
  replicas: 3,
  updatedReplicas: 3,
  availableReplicas: 3,
};
const promoted = { type: 'Promoted', message: 'Waiting for approval.' };

describe('assessHealth', () => {
  it.each([
    ['complete', done, 'Healthy'],
    ['not seen yet', { ...done, observedGeneration: 1 }, 'Progressing'],
    ['half updated', { ...done, updatedReplicas: 1 }, 'Progressing'],
    ['old pods left', { ...done, replicas: 4 }, 'Progressing'],
    ['not available', { ...done, availableReplicas: 2 }, 'Progressing'],
    [
      'stuck',
      {
        ...done,
        conditions: [
          { type: 'Progressing', reason: 'ProgressDeadlineExceeded' },
        ],
      },
      'Degraded',
    ],
  ])('Deployment %s', (_, status, expected) => {
    const deployment = object('apps/v1', 'Deployment', status, { replicas: 3 });
    expect(assessHealth(deployment)?.status).toBe(expected);
  });

  it.each([
    ['Initialized', 'Healthy'],
    ['Succeeded', 'Healthy'],
    ['Progressing', 'Progressing'],
    ['Promoting', 'Progressing'],
    ['Finalising', 'Progressing'],
    ['Waiting', 'Unknown'],
    ['WaitingPromotion', 'Unknown'],
    ['Initializing', 'Unknown'],
    ['Failed', 'Degraded'],
  ])('Canary in %s is %s', (phase, expected) => {
    const canary = object('flagger.app/v1beta1', 'Canary', {
      phase,
      canaryWeight: 10,
      conditions: [promoted],
    });
    expect(assessHealth(canary)).toEqual({
      status: expected,
      message: `${phase} --- Canary Weight: 10 % --- Waiting for approval.`,
    });
  });

  it('has no opinion on a Canary without status but Unknown', () => {
    expect(
      assessHealth(object('flagger.app/v1beta1', 'Canary', undefined)),
    ).toEqual({ status: 'Unknown', message: 'No status' });
  });

  it.each([
    ['running and ready', 'Running', 'True', undefined, 'Healthy'],
    ['running, not ready', 'Running', 'False', undefined, 'Progressing'],
    ['pending', 'Pending', 'False', undefined, 'Progressing'],
    ['no image', 'Pending', 'False', 'ImagePullBackOff', 'Degraded'],
    ['crashing', 'Running', 'False', 'CrashLoopBackOff', 'Degraded'],
    ['failed', 'Failed', 'False', undefined, 'Degraded'],
  ])('Pod %s', (_, phase, ready, reason, expected) => {
    const pod = object('v1', 'Pod', {
      phase,
      conditions: [{ type: 'Ready', status: ready }],
      containerStatuses: [{ state: reason ? { waiting: { reason } } : {} }],
    });
    expect(assessHealth(pod)?.status).toBe(expected);
  });

  it('counts by kind: no opinion, service, autoscaler, external secret', () => {
    const health = (it: KubeObject) => assessHealth(it)?.status;
    expect(health(object('v1', 'ConfigMap', undefined))).toBeUndefined();
    expect(health(object('v1', 'Service', {}))).toBe('Healthy');
    expect(health(object('v1', 'Service', {}, { type: 'LoadBalancer' }))).toBe(
      'Progressing',
    );
    const hpa = (conditions: unknown[]) =>
      object('autoscaling/v2', 'HorizontalPodAutoscaler', { conditions });
    expect(health(hpa([]))).toBe('Progressing');
    expect(health(hpa([{ type: 'AbleToScale', status: 'True' }]))).toBe(
      'Healthy',
    );
    const secret = (conditions: unknown[]) =>
      object('external-secrets.io/v1', 'ExternalSecret', { conditions });
    expect(health(secret([]))).toBe('Progressing');
    expect(health(secret([{ type: 'Ready', status: 'True' }]))).toBe('Healthy');
    expect(health(secret([{ type: 'Ready', status: 'False' }]))).toBe(
      'Degraded',
    );
  });
});

describe('worstHealth', () => {
  it.each([
    [[], 'Healthy'],
    [['Healthy', 'Progressing'], 'Progressing'],
    [['Degraded', 'Missing'], 'Degraded'],
    [['Degraded', 'Unknown'], 'Unknown'],
  ] as const)('%j is %s', (all, expected) => {
    expect(worstHealth(all)).toBe(expected);
  });
});
