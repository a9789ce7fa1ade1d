import { deployment } from '../__testUtils__/fixtures';
import { createObjectStore } from './memory-object-store';

/** As observed on a real API server with its controllers. */
describe('generations', () => {
  const create = (annotations?: Record<string, string>) => {
    const store = createObjectStore({ cluster: 'test' });
    const web = deployment('1');
    const metadata = { ...web.metadata, annotations };
    store.create({ ...web, metadata });
    return {
      store,
      patch: (body: Record<string, unknown>) =>
        store.patch(web, 'shop', 'web', body).metadata.generation,
    };
  };

  it('count spec and annotations of a Deployment, not its labels and its revision', () => {
    const { patch } = create();
    expect(patch({ metadata: { labels: { tier: 'web' } } })).toBe(1);
    expect(patch({ metadata: { annotations: { note: 'x' } } })).toBe(2);
    const revision = { 'deployment.kubernetes.io/revision': '1' };
    expect(patch({ metadata: { annotations: revision } })).toBe(2);
    expect(patch({ spec: { replicas: 3 } })).toBe(3);
  });

  it('count the wish to delete; with the last finalizer it is gone at once', () => {
    const { store, patch } = create();
    const types: string[] = [];
    patch({ metadata: { finalizers: ['heal7.io/keep'] } });
    store.watch(({ type }) => types.push(type));
    store.delete(deployment('1'), 'shop', 'web');
    expect(store.get(deployment('1'), 'shop', 'web')?.metadata).toMatchObject({
      generation: 2,
      deletionTimestamp: expect.any(String),
    });
    patch({ metadata: { finalizers: null } });
    expect(store.get(deployment('1'), 'shop', 'web')).toBeUndefined();
    expect(types).toEqual(['MODIFIED', 'DELETED']);
  });
});
