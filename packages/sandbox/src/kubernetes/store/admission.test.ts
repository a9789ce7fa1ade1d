import { deployment } from '../__testUtils__/fixtures';
import { createObjectStore } from './memory-object-store';

/** As observed on a real API server. */
describe('admission of a Deployment', () => {
  const create = (spec: Record<string, unknown>) =>
    createObjectStore({ cluster: 'test' }).create(deployment('1', spec));
  const containers = (...names: string[]) => ({
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: names.map(name => ({ name, image: 'x:1' })) },
    },
  });

  it('fills in what a rolling update leaves open', () => {
    expect(
      create({ strategy: { rollingUpdate: { maxUnavailable: 0 } } }).spec
        ?.strategy,
    ).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 },
    });
    expect(create({ strategy: { type: 'Recreate' } }).spec?.strategy).toEqual({
      type: 'Recreate',
    });
  });

  it('refuses replicas in quotes, containers of one name and labels that are none', () => {
    expect(() => create({ replicas: '3' })).toThrow('spec.replicas');
    expect(() => create(containers('a', 'a'))).toThrow('Duplicate value: "a"');
    expect(() =>
      create({
        template: {
          metadata: { labels: { app: 'web', version: 1 } },
          spec: { containers: [{ name: 'a', image: 'x:1' }] },
        },
      }),
    ).toThrow('spec.template.metadata.labels.version');
  });
});
