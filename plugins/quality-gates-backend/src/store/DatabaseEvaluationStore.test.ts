import { InputError } from '@backstage/errors';
import {
  at,
  imagePart,
  judgeAs,
  judgeAt,
  mainPart,
  newEvaluation,
  start,
} from '../__testUtils__/parts';
import { testDatabases } from '../__testUtils__/databases';
import { commitA, commitB } from '../testing';
import { DatabaseEvaluationStore } from './DatabaseEvaluationStore';
import type { NewEvaluation } from './EvaluationStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const { entityRef } = newEvaluation();

describe.each(databases.ids)('evaluations in %s', databaseId => {
  async function createStore() {
    return new DatabaseEvaluationStore(await databases.open(databaseId));
  }
  const wholePart = { ...mainPart, expects: [] };
  const adder =
    (store: DatabaseEvaluationStore) =>
    (id: string, changes: Partial<NewEvaluation> = {}) =>
      store.addPart(
        newEvaluation({ id, run: { id }, ...changes }),
        wholePart,
        judgeAs({}),
      );

  it('gives back what was stored', async () => {
    const store = await createStore();
    const { created, evaluation } = await store.addPart(
      newEvaluation({
        branch: 'feature/달력',
        pullRequest: 7,
        onDefaultBranch: false,
        run: { id: 'run-1', url: 'https://ci.example.com/1' },
      }),
      {
        ...wholePart,
        problems: [
          { file: 'a.xml', code: 'malformed', message: 'It "broke" \u0000.' },
        ],
      },
      judgeAt(start),
    );
    expect(created).toBe(true);
    expect(evaluation).toMatchObject({
      branch: 'feature/달력',
      pullRequest: 7,
      run: { id: 'run-1', url: 'https://ci.example.com/1' },
      problems: [{ message: 'It "broke" \u0000.' }],
      parts: ['main'],
      pendingParts: [],
      createdAt: start.toISOString(),
      updatedAt: start.toISOString(),
    });
    expect(await store.get(evaluation.id)).toEqual(
      JSON.parse(JSON.stringify(evaluation)),
    );
    expect(await store.get('unknown')).toBeUndefined();
    // A pull request is never the state of the entity.
    expect(await store.getCurrent(entityRef)).toBeUndefined();
  });

  it('keeps one evaluation of a run, the first, also when ten arrive at once', async () => {
    const store = await createStore();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        store.addPart(
          newEvaluation({ id: `id-${index}` }),
          mainPart,
          judgeAt(start),
        ),
      ),
    );
    expect(answers.filter(answer => answer.created)).toHaveLength(1);
    expect(answers.filter(answer => answer.changed)).toHaveLength(1);
    expect(new Set(answers.map(answer => answer.evaluation.id)).size).toBe(1);
    const { items } = await store.list({ entityRef, limit: 100 });
    expect(items).toHaveLength(1);
  });

  it('judges a run anew when a further part comes; the first of a part wins', async () => {
    const store = await createStore();
    const first = await store.addPart(
      newEvaluation(),
      mainPart,
      judgeAt(start),
    );
    expect(first.evaluation).toMatchObject({
      verdict: 'inconclusive',
      parts: ['main'],
      pendingParts: ['image'],
      pendingUntil: at(30).toISOString(),
    });
    const second = await store.addPart(
      newEvaluation({ id: 'another', createdAt: at(5).toISOString() }),
      imagePart,
      judgeAt(at(5)),
    );
    expect(second).toMatchObject({ created: false, changed: true });
    expect(second.evaluation).toMatchObject({
      id: first.evaluation.id,
      verdict: 'passed',
      parts: ['main', 'image'],
      pendingParts: [],
      createdAt: start.toISOString(),
      updatedAt: at(5).toISOString(),
    });
    expect(second.evaluation.pendingUntil).toBeUndefined();
    const again = await store.addPart(
      newEvaluation({ id: 'third' }),
      { ...imagePart, measurements: [] },
      judgeAt(at(6)),
    );
    expect(again).toMatchObject({ created: false, changed: false });
    expect(again.evaluation.verdict).toBe('passed');
  });

  it('believes a part that was run again, and no earlier attempt that comes late', async () => {
    const store = await createStore();
    const bad = {
      ...mainPart,
      measurements: mainPart.measurements.map(it =>
        it.id === 'tests.failed' ? { ...it, value: 2 } : it,
      ),
    };
    const add = (
      part: typeof mainPart & { attempt?: number },
      minute: number,
    ) =>
      store.addPart(
        newEvaluation({
          id: `id-${minute}`,
          createdAt: at(minute).toISOString(),
        }),
        part,
        judgeAt(at(minute)),
      );
    const first = await add(bad, 0);
    expect(first.evaluation.verdict).toBe('failed');
    await add(imagePart, 1);
    const again = await add({ ...mainPart, attempt: 2 }, 100);
    expect(again).toMatchObject({ created: false, changed: true });
    expect(again.evaluation).toMatchObject({
      id: first.evaluation.id,
      verdict: 'passed',
      parts: ['main', 'image'],
      updatedAt: at(100).toISOString(),
    });
    expect(await add(bad, 101)).toMatchObject({ changed: false });
    expect(await add({ ...bad, attempt: 2 }, 102)).toMatchObject({
      changed: false,
      evaluation: { verdict: 'passed' },
    });
    // Two at once: the higher attempt stays.
    await Promise.all([
      add({ ...bad, attempt: 3 }, 103),
      add({ ...mainPart, attempt: 4 }, 103),
      add({ ...bad, attempt: 3 }, 103),
    ]);
    expect(await store.get(first.evaluation.id)).toMatchObject({
      verdict: 'passed',
    });
  });

  it('waits anew for what a later attempt expects', async () => {
    const store = await createStore();
    const add = (attempt: number, minute: number) =>
      store.addPart(
        newEvaluation({ createdAt: at(minute).toISOString() }),
        { ...mainPart, attempt },
        judgeAt(at(minute)),
      );
    await add(1, 0);
    expect((await add(2, 300)).evaluation).toMatchObject({
      pendingParts: ['image'],
      pendingUntil: at(330).toISOString(),
    });
  });

  it('loses no part when all come at once', async () => {
    const store = await createStore();
    const names = ['main', 'image', 'a', 'b', 'c', 'd'];
    await Promise.all(
      names.map((part, index) =>
        store.addPart(
          newEvaluation({ id: `id-${index}` }),
          { ...(part === 'image' ? imagePart : mainPart), part },
          judgeAt(start),
        ),
      ),
    );
    const { items } = await store.list({ entityRef, limit: 10 });
    expect(items).toHaveLength(1);
    expect([...items[0].parts].sort()).toEqual([...names].sort());
    expect(items[0].pendingParts).toEqual([]);
  });

  it('ends the waiting once', async () => {
    const store = await createStore();
    const { evaluation } = await store.addPart(
      newEvaluation(),
      mainPart,
      judgeAt(start),
    );
    expect(await store.listOverdue(at(29), 10)).toEqual([]);
    expect(await store.listOverdue(at(30), 10)).toEqual([evaluation.id]);
    const settle = () =>
      store.settle(evaluation.id, judgeAt(at(31)), at(31).toISOString());
    const [one, other] = await Promise.all([settle(), settle()]);
    expect([one, other].filter(Boolean)).toHaveLength(1);
    const settled = await store.get(evaluation.id);
    expect(settled?.pendingParts).toEqual([]);
    expect(
      settled?.checks.find(({ id }) => id === 'performance.image-size'),
    ).toMatchObject({ verdict: 'inconclusive', reasonCode: 'missing' });
    expect(await store.listOverdue(at(100), 10)).toEqual([]);
  });

  it('lists the newest first, page by page, without losing or repeating one', async () => {
    const store = await createStore();
    const add = adder(store);
    for (let run = 1; run <= 5; run += 1) await add(`id-${run}`);
    await add('other', { entityRef: 'component:default/other' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list({
        entityRef,
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.items.map(item => item.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['id-5', 'id-4', 'id-3', 'id-2', 'id-1']);
    await expect(
      store.list({ entityRef: 'a:b/c', limit: 1, cursor: 'nonsense' }),
    ).rejects.toThrow(InputError);
  });

  it('filters by commit and branch and finds the newest of each commit', async () => {
    const store = await createStore();
    const add = adder(store);
    await add('a1', { commit: commitA });
    await add('b1', { commit: commitB });
    await add('a2', { commit: commitA });
    await add('a3', { commit: commitA, branch: 'develop' });
    const ids = async (filter: object) =>
      (await store.list({ entityRef, limit: 10, ...filter })).items.map(
        item => item.id,
      );

    expect(await ids({ commits: [commitB] })).toEqual(['b1']);
    expect(await ids({ branch: 'develop' })).toEqual(['a3']);
    expect(await ids({ latestPerCommit: true })).toEqual(['a3', 'b1']);
    expect(await ids({ latestPerCommit: true, branch: 'main' })).toEqual([
      'a2',
      'b1',
    ]);
    expect(await ids({ commits: [commitA], latestPerCommit: true })).toEqual([
      'a3',
    ]);
  });

  it('finds commits by their beginning', async () => {
    const store = await createStore();
    const add = adder(store);
    const commit = `abcdef0${'1'.repeat(33)}`;
    await add('one', { commit });
    await add('two', { commit });
    await add('next', { commit: `abcdef1${'1'.repeat(33)}` });
    const found = await store.latestOfCommits(entityRef, [
      'abcdef0',
      commit,
      '0000000',
      commitB,
    ]);
    expect([...found].map(([asked, { id }]) => [asked, id]).sort()).toEqual([
      ['abcdef0', 'two'],
      [commit, 'two'],
    ]);
  });

  it('draws the last thirty of the default branch, oldest first, without those that wait', async () => {
    const store = await createStore();
    for (let run = 1; run <= 31; run += 1) {
      await store.addPart(
        newEvaluation({ id: `id-${run}`, run: { id: `${run}` } }),
        wholePart,
        judgeAs({ value: run, verdict: 'failed' }),
      );
    }
    await store.addPart(
      newEvaluation({ id: 'waits', run: { id: 'w' } }),
      mainPart,
      judgeAt(start),
    );
    await adder(store)('branch', { branch: 'x', onDefaultBranch: false });
    const trend = await store.listTrend(entityRef, 30);
    expect(trend).toHaveLength(30);
    expect(trend[0].evaluationId).toBe('id-2');
    expect(trend[29]).toEqual({
      evaluationId: 'id-31',
      commit: commitA,
      verdict: 'failed',
      at: start.toISOString(),
      checks: [
        {
          id: 'tests.failed',
          verdict: 'failed',
          value: 31,
          unit: 'count',
          blocking: true,
        },
      ],
    });
  });

  it('takes the newest run of the default branch for the current one', async () => {
    const store = await createStore();
    const add = adder(store);
    await add('one');
    await add('two');
    await add('branch', { branch: 'x', onDefaultBranch: false });
    expect((await store.getCurrent(entityRef))?.id).toBe('two');
  });
});
