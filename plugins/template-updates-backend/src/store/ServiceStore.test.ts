import { pull, stored } from '../__testUtils__/fixtures';
import { testDatabases } from '../__testUtils__/databases';
import { ServiceStore } from './ServiceStore';

jest.setTimeout(60_000);
const databases = testDatabases();

describe.each(databases.ids)('services in %s', id => {
  const createStore = async () => new ServiceStore(await databases.open(id));

  it('gives back what was stored, the newest only', async () => {
    const store = await createStore();
    await store.save(stored({ problem: 'GitHub does not answer' }));
    const newest = stored({
      pullRequests: [pull(), pull({ version: '1.2.0', conflicts: 2 })],
    });
    await store.save(newest);
    expect(await store.get(newest.entityRef)).toEqual(newest);
    expect(await store.list()).toEqual([newest]);
  });

  it('tells what is not known from what is empty', async () => {
    const store = await createStore();
    const { owner: _owner, version: _version, ...little } = stored();
    await store.save(little);
    expect(await store.get(little.entityRef)).toEqual(little);
    expect(await store.get('component:default/none')).toBeUndefined();
  });

  it('lists by name, and forgets', async () => {
    const store = await createStore();
    const names = ['component:default/b', 'component:default/a'];
    for (const entityRef of names) await store.save(stored({ entityRef }));
    await store.remove('component:default/none');
    const listed = async () => (await store.list()).map(it => it.entityRef);
    expect(await listed()).toEqual([...names].reverse());
    await store.remove(names[0]);
    expect(await listed()).toEqual([names[1]]);
  });

  it('keeps one row when two save at once', async () => {
    const store = await createStore();
    await Promise.all([store.save(stored()), store.save(stored())]);
    expect(await store.list()).toHaveLength(1);
  });
});
