import { ConflictError } from '@backstage/errors';
import { at, start } from '../__testUtils__/parts';
import { testDatabases } from '../__testUtils__/databases';
import { waiver } from '../testing';
import { WaiverStore } from './WaiverStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const { entityRef } = waiver();

describe.each(databases.ids)('waivers in %s', databaseId => {
  async function createStore() {
    const knex = await databases.open(databaseId);
    return { knex, store: new WaiverStore(knex) };
  }
  const decided = (id: string, state: 'approved' | 'rejected') =>
    waiver({
      id,
      state,
      decidedBy: 'user:default/haneul',
      decidedAt: at(1).toISOString(),
      decisionReason: 'It is short',
    });

  it('keeps who asked and who decided, and every step', async () => {
    const { knex, store } = await createStore();
    await store.add(waiver());
    expect(await store.get('waiver-1')).toEqual(waiver());
    await store.decide(waiver(), decided('waiver-1', 'approved'));
    expect(await store.get('waiver-1')).toEqual(
      decided('waiver-1', 'approved'),
    );
    const events = await knex('waiver_events').orderBy('seq');
    expect(events.map(({ actor, state }) => [actor, state])).toEqual([
      ['user:default/minji', 'requested'],
      ['user:default/haneul', 'approved'],
    ]);
  });

  it('takes one of two decisions at once', async () => {
    const { knex, store } = await createStore();
    await store.add(waiver());
    const answers = await Promise.allSettled([
      store.decide(waiver(), decided('waiver-1', 'approved')),
      store.decide(waiver(), decided('waiver-1', 'rejected')),
    ]);
    const refused = answers.filter(it => it.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0].reason).toBeInstanceOf(ConflictError);
    expect(await knex('waiver_events')).toHaveLength(2);
  });

  it('lists by entity and by the state at that time, page by page', async () => {
    const { store } = await createStore();
    const expiresAt = at(10).toISOString();
    await store.add(waiver({ id: 'asked' }));
    await store.add(waiver({ id: 'short', expiresAt }));
    await store.decide(waiver({ id: 'short' }), decided('short', 'approved'));
    await store.add(waiver({ id: 'other', entityRef: 'component:default/b' }));
    const ids = async (query: object, now = at(5)) =>
      (await store.list({ limit: 10, ...query }, now)).items.map(
        ({ id }) => id,
      );
    expect(await ids({})).toEqual(['other', 'short', 'asked']);
    expect(await ids({ entityRef })).toEqual(['short', 'asked']);
    expect(await ids({ state: 'approved' })).toEqual(['short']);
    expect(await ids({ state: 'approved' }, at(10))).toEqual([]);
    expect(await ids({ state: 'expired' }, at(10))).toEqual(['short']);
    expect(await ids({ state: 'requested', entityRef })).toEqual(['asked']);
    const page = await store.list({ limit: 2 }, start);
    expect(
      await ids({ ...(page.nextCursor ? { cursor: page.nextCursor } : {}) }),
    ).toEqual(['asked']);
    expect(
      (await store.listInForce(at(5), entityRef)).map(it => it.id),
    ).toEqual(['short']);
    expect(await store.listInForce(at(10))).toEqual([]);
  });

  it('notes those that ended by the clock once', async () => {
    const { knex } = await createStore();
    const changed = jest.fn(async () => {});
    const store = new WaiverStore(knex, changed);
    await store.add(waiver());
    await store.decide(waiver(), decided('waiver-1', 'approved'));
    expect(changed).toHaveBeenCalledTimes(2);
    const end = new Date(waiver().expiresAt);
    expect(await store.endLapsed(start, 10)).toBe(0);
    await Promise.all([store.endLapsed(end, 10), store.endLapsed(end, 10)]);
    expect(changed).toHaveBeenCalledTimes(3);
    expect(changed).toHaveBeenLastCalledWith(
      expect.anything(),
      decided('waiver-1', 'approved'),
    );
    expect(await store.endLapsed(end, 10)).toBe(0);
  });

  it('shows what is open or ended lately', async () => {
    const { store } = await createStore();
    await store.add(waiver({ id: 'open' }));
    await store.add(waiver({ id: 'refused', expiresAt: at(2).toISOString() }));
    await store.decide(
      waiver({ id: 'refused' }),
      decided('refused', 'rejected'),
    );
    const ids = async (since: Date) =>
      (await store.listRecent(entityRef, since, 10)).map(({ id }) => id);
    expect(await ids(start)).toEqual(['refused', 'open']);
    expect(await ids(at(60))).toEqual(['open']);
    expect(await ids(new Date('2026-04-01'))).toEqual([]);
  });
});
