import { deployment, namespace } from '../__testUtils__/fixtures';
import { createApiHarness, DEPLOYMENTS } from '../__testUtils__/api-harness';
import { objectOf } from '../store/json';

describe('Kubernetes API: watches', () => {
  const { server, store, call, watch, reset } = createApiHarness();

  beforeAll(() => server.start());
  afterAll(() => server.stop());
  beforeEach(() => reset());

  it('watches from a version on, as the selector sees it', async () => {
    const { resourceVersion } = objectOf(
      (await call('GET', DEPLOYMENTS)).body.metadata,
    );
    store.create(deployment('1', {}, 'before'));
    const events = await watch(
      `${DEPLOYMENTS}?watch=true&resourceVersion=${resourceVersion}&labelSelector=tier%3Dweb`,
      3,
      () => {
        const web = store.create(deployment('1'));
        const label = (tier: string | null) =>
          store.patch(web, 'shop', 'web', { metadata: { labels: { tier } } });
        label('web');
        store.patch(web, 'shop', 'web', { spec: { replicas: 5 } });
        label(null);
      },
    );
    expect(events.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'ADDED web',
      'MODIFIED web',
      'DELETED web',
    ]);
    // As it was last seen, in the version of the change that took it out of sight.
    expect(events[2].object).toMatchObject({
      metadata: { labels: { tier: 'web' } },
      spec: { replicas: 5 },
    });
    const version = (index: number) =>
      Number(objectOf(events[index].object.metadata).resourceVersion);
    expect(version(2)).toBeGreaterThan(version(1));
  });

  it('starts a watch with what is there, marking the end of it', async () => {
    store.create(deployment('1'));
    const events = await watch(
      `${DEPLOYMENTS}?watch=1&sendInitialEvents=true&allowWatchBookmarks=true`,
      2,
    );
    expect(events.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK']);
    expect(events[1].object).toMatchObject({
      kind: 'Deployment',
      metadata: {
        annotations: { 'k8s.io/initial-events-end': 'true' },
        resourceVersion: String(store.resourceVersion()),
      },
    });
  });

  it('ends a watch from a forgotten version with 410', async () => {
    for (let i = 0; i < 30; i++) {
      store.patch(namespace('shop'), undefined, 'shop', {
        metadata: { labels: { i: `${i}` } },
      });
    }
    const [event] = await watch(
      `${DEPLOYMENTS}?watch=true&resourceVersion=2`,
      1,
    );
    expect(event).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410, reason: 'Expired' },
    });
  });
});
