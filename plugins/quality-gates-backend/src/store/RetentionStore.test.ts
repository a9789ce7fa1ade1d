import type { Knex } from 'knex';
import { judgeAs, mainPart, newEvaluation } from '../__testUtils__/parts';
import { testDatabases } from '../__testUtils__/databases';
import { measurement } from '../testing';
import { applyRetention } from '../tasks/applyRetention';
import { DatabaseEvaluationStore } from './DatabaseEvaluationStore';
import { enqueue, OutboxStore } from './OutboxStore';
import { RetentionStore } from './RetentionStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const now = new Date('2026-06-01T12:00:00.000Z');

describe.each(databases.ids)('retention in %s', databaseId => {
  async function setup() {
    const knex = await databases.open(databaseId);
    const store = new DatabaseEvaluationStore(knex);
    const add = (id: string, createdAt: string, changes: object = {}) =>
      store.addPart(
        newEvaluation({ id, run: { id }, createdAt, ...changes }),
        mainPart,
        judgeAs({ value: 3, measurements: [measurement('tests.failed', 3)] }),
      );
    return { add, knex, store };
  }
  const apply = (knex: Knex) =>
    applyRetention({
      store: new RetentionStore(knex),
      retention: { detailDays: 90, days: 730 },
      now: () => now,
    });
  const idsOf = async (knex: Knex) =>
    (await knex('evaluations').orderBy('seq')).map(({ id }) => id);

  it('keeps the last of a day without its details, and forgets pull requests', async () => {
    const { add, knex, store } = await setup();
    const other = { branch: 'x', onDefaultBranch: false };
    await add('morning', '2026-02-01T08:00:00.000Z');
    await add('branch', '2026-02-01T09:00:00.000Z', other);
    await add('request', '2026-02-01T10:00:00.000Z', {
      ...other,
      pullRequest: 3,
    });
    await add('evening', '2026-02-01T23:59:59.999Z');
    await add('next-day', '2026-02-02T00:00:00.000Z');
    await add('young', '2026-05-01T00:00:00.000Z');
    await add('young-request', '2026-05-01T00:00:00.000Z', {
      ...other,
      pullRequest: 4,
    });
    await apply(knex);
    expect(await idsOf(knex)).toEqual([
      'branch',
      'evening',
      'next-day',
      'young',
      'young-request',
    ]);
    const thinned = await store.get('evening');
    expect(thinned?.checks).toMatchObject([
      { id: 'tests.failed', value: 3, measurements: [] },
    ]);
    const young = await store.get('young');
    expect(young?.checks[0].measurements).toHaveLength(1);
    expect((await store.listTrend(newEvaluation().entityRef, 30)).length).toBe(
      3,
    );
    const parts = await knex('evaluation_parts').select('evaluation_id');
    expect(parts.map(it => it.evaluation_id).sort()).toEqual([
      'young',
      'young-request',
    ]);
    await apply(knex);
    expect(await idsOf(knex)).toHaveLength(5);
    // What is thinned takes no further part.
    expect(
      await store.addPart(
        newEvaluation({ id: 'late', run: { id: 'evening' } }),
        { ...mainPart, part: 'image' },
        judgeAs({}),
      ),
    ).toMatchObject({ changed: false });
  });

  it('deletes all that is too old but the current state of a default branch', async () => {
    const { add, knex, store } = await setup();
    for (let run = 0; run < 450; run += 1) {
      await add(`old-${run}`, '2023-01-01T00:00:00.000Z');
    }
    const entityRef = 'component:default/quiet';
    await add('quiet', '2023-01-02T00:00:00.000Z', { entityRef });
    await add('now', '2026-05-31T00:00:00.000Z');
    await apply(knex);
    expect(await idsOf(knex)).toEqual(['quiet', 'now']);
    expect((await store.getCurrent(entityRef))?.checks).toHaveLength(1);
    expect(await knex('evaluation_parts')).toHaveLength(2);
  });

  it('clears the outbox of what was told long ago', async () => {
    const { knex } = await setup();
    const outbox = new OutboxStore(knex);
    const long = new Date('2026-01-01T00:00:00.000Z');
    for (const subject of ['told', 'due']) {
      await enqueue(knex, { channel: 'x', subject, payload: {}, now: long });
    }
    const item = await outbox.claim('1', long, 1000);
    if (!item) throw new Error('Nothing was due');
    await outbox.finish(item, '1', { told: true });
    await apply(knex);
    const left = await knex('outbox').select('subject');
    expect(left).toHaveLength(1);
    expect(left[0].subject).not.toBe(item.subject);
  });
});
