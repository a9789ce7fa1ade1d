import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  imagePart,
  judgeAs,
  judgeAt,
  newEvaluation,
  start,
} from '../__testUtils__/parts';
import { testDatabases } from '../__testUtils__/databases';
import { commitA } from '../testing';
import { DatabaseEvaluationStore } from './DatabaseEvaluationStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const migrations = resolvePackagePath(
  '@heal7/backstage-plugin-quality-gates-backend',
  'migrations',
);
const { entityRef } = newEvaluation();

describe.each(databases.ids)('the migrations in %s', databaseId => {
  it('keeps what was there before the parts, and goes back', async () => {
    const knex = await databases.open(databaseId);
    // To where there were no parts yet.
    await knex.migrate.down({ directory: migrations });
    await knex.migrate.down({ directory: migrations });
    await knex('evaluations').insert({
      id: 'old',
      entity_ref: entityRef,
      commit_sha: commitA,
      run_id: '17',
      branch: 'main',
      gate: 'heal7',
      verdict: 'failed',
      result: JSON.stringify({
        checks: judgeAs({ verdict: 'failed', value: 2 })({
          commit: commitA,
          service: 'backend',
          waitingSince: '',
          parts: [],
        }).checks,
        problems: [],
      }),
      created_at: start.toISOString(),
    });
    await knex.migrate.latest({ directory: migrations });
    const store = new DatabaseEvaluationStore(knex);
    expect(await store.getCurrent(entityRef)).toMatchObject({
      id: 'old',
      parts: ['main'],
      pendingParts: [],
      updatedAt: start.toISOString(),
    });
    expect((await store.listTrend(entityRef, 30))[0].checks[0].value).toBe(2);
    // Its measurements are not known any more, so that nothing can be added to them.
    expect(
      await store.addPart(newEvaluation(), imagePart, judgeAt(start)),
    ).toMatchObject({ created: false, changed: false });
  });
});
