import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex, { type Knex } from 'knex';
import { mockServices } from '@backstage/backend-test-utils';
import type { VerdictReport } from '@heal7/backstage-plugin-quality-gates-node';
import {
  at,
  judgeAs,
  mainPart,
  newEvaluation,
  start,
} from '../__testUtils__/parts';
import { createParts } from '../__testUtils__/createParts';
import { testDatabases } from '../__testUtils__/databases';
import { createWaiverFollowUp } from '../outbox/waiverFollowUp';
import { DatabaseEvaluationStore } from '../store/DatabaseEvaluationStore';
import { openDatabase } from '../store/openDatabase';
import { WaiverStore } from '../store/WaiverStore';
import { waiver } from '../testing';

jest.setTimeout(120_000);

const databases = testDatabases();
const checkId = 'tests.failed';
const wholePart = { ...mainPart, expects: [] };

/** A database that another process can open, too. */
async function openShared(id: string, folder: string): Promise<Knex> {
  if (id !== 'SQLITE_3') return databases.open('POSTGRES_18');
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'gates.sqlite') },
    useNullAsDefault: true,
  });
  return openDatabase(
    mockServices.database.mock({ getClient: async () => knex }),
  );
}

describe.each(databases.ids)('what a waiver changes, in %s', id => {
  const notify = jest.fn(async () => {});
  let folder: string;
  let knex: Knex;
  beforeEach(async () => {
    notify.mockClear();
    folder = mkdtempSync(join(tmpdir(), 'gates-crash-'));
    knex = await openShared(id, folder);
    const failing = new DatabaseEvaluationStore(knex);
    await failing.addPart(
      newEvaluation(),
      wholePart,
      judgeAs({ id: checkId, verdict: 'failed', value: 2 }),
    );
  });
  afterEach(async () => {
    await knex.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The gates of a replica that lives, with what it tells source control. */
  const replica = (time: Date) => {
    const report = jest.fn(async (_: VerdictReport) => ({ externalId: '77' }));
    const gates = createParts({ knex, report, notify, now: () => time });
    const tellOthers = () =>
      gates.tasks.tellOthers(new AbortController().signal);
    return { report, tellOthers };
  };

  it('is told by another replica when the one that stored the decision dies before it tells anybody', async () => {
    const waivers = new WaiverStore(knex);
    await waivers.add(waiver({ checkId }));
    const { client, connection } = knex.client.config;
    // Knex hides the password from whoever prints its configuration.
    const { password } = connection;
    const dead = spawnSync(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(__dirname, '../__testUtils__/approveAndDie.ts'),
        client,
        JSON.stringify({ ...connection, password }),
        'waiver-1',
        at(1).toISOString(),
      ],
      { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
    );
    expect([dead.stderr, dead.signal]).toEqual(['', 'SIGKILL']);
    expect((await waivers.get('waiver-1'))?.state).toBe('approved');

    const { report, tellOthers } = replica(at(2));
    await tellOthers();
    expect(report).toHaveBeenCalledTimes(1);
    expect(report.mock.calls[0][0].evaluation).toMatchObject({
      verdict: 'passed',
      checks: [{ id: checkId, waiver: { id: 'waiver-1' } }],
    });
    await tellOthers();
    expect(report).toHaveBeenCalledTimes(1);
  });

  it('is not stored where it cannot be written down that it is to be told', async () => {
    await new WaiverStore(knex).add(waiver({ checkId }));
    const breaking = new WaiverStore(knex, async (tx, changed) => {
      await createWaiverFollowUp({ now: () => start })(tx, changed);
      throw new Error('The disk is full');
    });
    const approved = waiver({
      checkId,
      state: 'approved',
      decidedBy: 'user:default/haneul',
      decidedAt: at(1).toISOString(),
    });
    await expect(
      breaking.decide(waiver({ checkId }), approved),
    ).rejects.toThrow('The disk is full');
    expect((await breaking.get('waiver-1'))?.state).toBe('requested');
    expect(await knex('outbox')).toEqual([]);
    expect(await knex('waiver_events')).toHaveLength(1);
  });

  it('is told once when it lapses, also when a replica dies while it notes it', async () => {
    const waivers = new WaiverStore(knex);
    await waivers.add(waiver({ checkId }));
    await waivers.decide(
      waiver({ checkId }),
      waiver({
        checkId,
        state: 'approved',
        decidedBy: 'user:default/haneul',
        decidedAt: at(1).toISOString(),
      }),
    );
    const end = new Date(waiver().expiresAt);
    const dying = new WaiverStore(knex, async () => {
      throw new Error('The process ends');
    });
    await expect(dying.endLapsed(end, 10)).rejects.toThrow('The process ends');

    const { report, tellOthers } = replica(end);
    await Promise.all([tellOthers(), replica(end).tellOthers()]);
    await tellOthers();
    expect(report.mock.calls.length).toBeLessThanOrEqual(1);
    expect(await waivers.endLapsed(end, 10)).toBe(0);
    const told = await knex('outbox').where('channel', 'report:test');
    expect(told).toMatchObject([{ version: 1, next_attempt_at: null }]);
    // The default branch is red from then on.
    expect(notify).toHaveBeenCalledTimes(1);
    expect(notify).toHaveBeenCalledWith(
      expect.objectContaining({
        payload: expect.objectContaining({
          title: 'saju-calculator: the quality gate of main fails',
        }),
      }),
    );
  });
});
