import { at, start } from '../__testUtils__/parts';
import { testDatabases } from '../__testUtils__/databases';
import { enqueue, OutboxStore, type OutboxItem } from './OutboxStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const minute = 60_000;

describe.each(databases.ids)('the outbox in %s', databaseId => {
  async function createStore() {
    const knex = await databases.open(databaseId);
    const put = (subject: string, now = start) =>
      enqueue(knex, {
        channel: 'report:x',
        subject,
        payload: { subject },
        now,
      });
    return { store: new OutboxStore(knex), put, knex };
  }
  const claimed = (item: OutboxItem | undefined): OutboxItem => {
    if (!item) throw new Error('Nothing was due');
    return item;
  };

  it('gives a line to one of several who ask at once', async () => {
    const { put, store } = await createStore();
    await put('a');
    const claims = await Promise.all(
      ['1', '2', '3'].map(owner => store.claim(owner, start, minute)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    // Who died with a line loses it.
    expect(await store.claim('4', at(0.5), minute)).toBeUndefined();
    expect(await store.claim('4', at(1), minute)).toMatchObject({
      subject: 'a',
    });
  });

  it('tells a line once, remembers what the other system calls it, and tells it again when it changed', async () => {
    const { put, store } = await createStore();
    await put('a');
    const first = claimed(await store.claim('1', start, minute));
    expect(first.externalId).toBeUndefined();
    await store.finish(first, '1', { told: true, externalId: '77', url: 'u' });
    expect(await store.claim('2', at(100), minute)).toBeUndefined();
    await put('a', at(101));
    expect(await store.claim('3', at(101), minute)).toMatchObject({
      externalId: '77',
      attempts: 0,
    });
  });

  it('tells again what changed while it was told', async () => {
    const { put, store } = await createStore();
    await put('a');
    const first = claimed(await store.claim('1', start, minute));
    await put('a');
    expect(await store.claim('2', start, minute)).toBeUndefined();
    await store.finish(first, '1', { told: true, externalId: '77' });
    expect(await store.claim('2', start, minute)).toMatchObject({
      externalId: '77',
      version: 2,
    });
  });

  it('repeats what failed at its time, and not for who lost the claim', async () => {
    const { put, store } = await createStore();
    await put('a');
    const first = claimed(await store.claim('1', start, minute));
    await store.finish(first, 'somebody else', { told: true });
    await store.finish(first, '1', {
      told: false,
      error: 'away',
      nextAttemptAt: at(5).getTime(),
    });
    expect(await store.claim('2', at(4), minute)).toBeUndefined();
    const second = claimed(await store.claim('2', at(5), minute));
    expect(second).toMatchObject({
      attempts: 1,
      firstAttemptAt: start.getTime(),
    });
    await store.finish(second, '2', { told: false, error: 'away' });
    expect(await store.claim('3', at(100_000), minute)).toBeUndefined();
  });
});
