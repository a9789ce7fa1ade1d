import { TestDatabases } from '@backstage/backend-test-utils';
import { mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import { commitA, commitB, evaluation } from '../testing';
import { DatabaseEvaluationStore } from './DatabaseEvaluationStore';

jest.setTimeout(60_000);

// PostgreSQL only where the environment names one: it is no part of a bare machine.
const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_18']
    : ['SQLITE_3'],
});

describe.each(databases.eachSupportedId())('evaluations in %s', databaseId => {
  async function createStore() {
    const knex = await databases.init(databaseId);
    const database = mockServices.database.mock({
      getClient: async () => knex,
    });
    return DatabaseEvaluationStore.create(database);
  }

  it('gives back what was stored', async () => {
    const store = await createStore();
    const complete = evaluation({
      branch: 'feature/달력',
      pullRequest: 7,
      run: { id: 'run-1', url: 'https://ci.example.com/1' },
      problems: [
        { file: 'a.xml', code: 'malformed', message: 'It "broke" \u0000.' },
      ],
    });
    expect(await store.add(complete)).toEqual({
      evaluation: complete,
      created: true,
    });
    expect(await store.get(complete.id)).toEqual(complete);
    expect(await store.get('unknown')).toBeUndefined();
  });

  it('keeps one evaluation of a run, the first, also when ten arrive at once', async () => {
    const store = await createStore();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        store.add(evaluation({ id: `id-${index}` })),
      ),
    );
    expect(answers.filter(answer => answer.created)).toHaveLength(1);
    expect(new Set(answers.map(answer => answer.evaluation.id)).size).toBe(1);
    const { items } = await store.list({
      entityRef: evaluation().entityRef,
      limit: 100,
    });
    expect(items).toHaveLength(1);
  });

  it('lists the newest first, page by page, without losing or repeating one', async () => {
    const store = await createStore();
    for (let run = 1; run <= 5; run += 1) {
      await store.add(evaluation({ id: `id-${run}`, run: { id: `${run}` } }));
    }
    await store.add(
      evaluation({ id: 'other', entityRef: 'component:default/other' }),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list({
        entityRef: evaluation().entityRef,
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
    const add = (id: string, commit: string, branch: string) =>
      store.add(evaluation({ id, commit, branch, run: { id } }));
    await add('a1', commitA, 'main');
    await add('b1', commitB, 'main');
    await add('a2', commitA, 'main');
    await add('a3', commitA, 'develop');
    const ids = async (filter: object) =>
      (
        await store.list({
          entityRef: evaluation().entityRef,
          limit: 10,
          ...filter,
        })
      ).items.map(item => item.id);

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
});
