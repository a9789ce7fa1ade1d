import { TestDatabases } from '@backstage/backend-test-utils';
import { RolloutPhase } from '@heal7/backstage-plugin-delivery-common';
import { CommandExecutor } from './command-executor';
import { RollbackWorkerOptions } from './rollback-worker';
import {
  ann,
  bad,
  createTestAct,
  good,
  migrate,
} from './__testUtils__/test-act';
import { TestGithub } from './__testUtils__/test-github';
import { TestWorld, values, valuesPath } from './__testUtils__/test-world';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const github = new TestGithub();
beforeAll(() => github.start());
afterAll(() => github.stop());
beforeEach(() => {
  github.commits.length = 0;
  github.refusals.length = 0;
});

const worlds: Array<[string, RolloutPhase | undefined]> = [
  ['running canary', 'progressing'],
  ['promoted canary', 'succeeded'],
  ['rolling', undefined],
];

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  const begin = async (phase?: RolloutPhase) => {
    const db = await databases.init(databaseId);
    await migrate(db);
    const world = new TestWorld(github, { phase });
    return { db, world, ...createTestAct(db, world) };
  };

  it.each(worlds)('takes a release back: %s', async (_, phase) => {
    const act = await begin(phase);
    const { id, strategy } = await act.request();
    expect(strategy).toBe(
      {
        progressing: 'stop-canary',
        succeeded: 'undo-primary',
        none: 'write-tag',
      }[(phase as 'progressing' | 'succeeded' | undefined) ?? 'none'],
    );
    const done = await act.finish(id, [act.worker('a')]);

    expect(done).toMatchObject({
      state: 'succeeded',
      outcome: { code: 'rollback-succeeded' },
    });
    expect(done.steps.map(({ state }) => state)).toEqual([
      phase ? 'done' : 'skipped',
      'done',
      'done',
      'done',
    ]);
    expect(done.events[0]).toMatchObject({
      state: 'requested',
      actor: 'user:default/ann',
    });
    expect(github.commits).toHaveLength(1);
    expect(github.commits[0].message).toContain(`\nHeal7-Rollback-Id: ${id}\n`);
    expect(github.files.get(valuesPath)).toBe(values(good.tag));
    expect(act.world.tagOf('pay')).toBe(good.tag);
    expect(act.world.tagOf(phase ? 'pay-primary' : 'pay')).toBe(good.tag);
    expect(await act.holds.list('component:default/pay', 'prod')).toMatchObject(
      [{ version: { tag: bad.tag }, reason: '5xx on login', rollbackId: id }],
    );
    // The environment is free again, and the held version is no target any more.
    const plan = await act.service.plan(
      { entityRef: done.entityRef, environment: 'prod' },
      ann,
    );
    expect(
      plan.targets.find(({ version }) => version.tag === bad.tag)?.disabled,
    ).toBe(true);
  });

  it('mitigates before it writes: Git is touched only after Flagger stopped the canary', async () => {
    const act = await begin('progressing');
    const { id } = await act.request();
    const worker = act.worker('a');
    await worker.runOnce();
    expect((await act.store.get(id)).rollback.state).toBe('mitigating');
    expect(github.commits).toHaveLength(0);
    await act.finish(id, [worker]);
    expect(github.commits).toHaveLength(1);
  });

  it('does not wait for a question that Flagger does not ask: waiting for approval', async () => {
    const act = await begin('waiting');
    const { id, plan } = await act.request();
    expect(plan.steps[0].text.code).toBe('rollback-step-canary-waits');
    const done = await act.finish(id, [act.worker('a')], 60);
    expect(done).toMatchObject({
      state: 'succeeded',
      outcome: { text: 'Production runs 1.41.3 again, seen on its pods' },
    });
    expect(done.steps.map(({ detail }) => detail?.code)).toEqual([
      'rollback-canary-not-begun',
      'rollback-synced-commit',
      'rollback-were-healthy',
      'rollback-held',
    ]);
    expect(github.commits).toHaveLength(1);
  }, 60_000);

  it('does not wait in vain for pods that never become ready', async () => {
    const act = await begin('progressing');
    act.world.crash();
    const { id, plan } = await act.request();
    expect(plan.steps[0]).toMatchObject({
      text: { code: 'rollback-step-canary-not-ready' },
      withinSeconds: 150,
    });
    const worker = act.worker('a');
    await act.finish(id, [worker], 150);
    expect(github.commits).toHaveLength(0);
    // Meanwhile nothing may let the bad version through.
    const answer = await act.keeper.answer(
      'confirm-promotion',
      {
        name: 'pay',
        namespace: 'pay-prod',
        phase: 'Progressing',
        checksum: 'sum-1',
        metadata: {},
      },
      undefined,
    );
    expect(answer.yes).toBe(false);
    const done = await act.finish(id, [worker], 30);
    expect(done.state).toBe('succeeded');
    expect(done.steps[0].detail?.code).toBe('rollback-gate-not-asked');
    expect(github.files.get(valuesPath)).toBe(values(good.tag));
  }, 60_000);

  // The heart of it: the process dies at every single point at which something was stored or done, and another replica
  // finishes. Points are counted in a clean run first, so that new ones are tested without anybody remembering to.
  describe.each(worlds)('a crash anywhere: %s', (_, phase) => {
    class Crash extends Error {}

    const crashing = (
      act: Awaited<ReturnType<typeof begin>>,
      crashAt: number,
    ) => {
      let points = 0;
      const point = () => {
        points += 1;
        if (points === crashAt) throw new Crash(`crash at point ${points}`);
      };
      let dead = false;
      const store: RollbackWorkerOptions['store'] = {
        due: (...args) => act.store.due(...args),
        claim: (...args) => act.store.claim(...args),
        release: (...args) => act.store.release(...args),
        save: async (...args) => {
          if (dead) throw new Crash('dead');
          point();
          const saved = await act.store.save(...args);
          point();
          return saved;
        },
      };
      const executor: RollbackWorkerOptions['executor'] = {
        execute: async (...args) => {
          const result = await act.executor.execute(...args);
          points += 1;
          // Not an error of the effect: the process is gone, nothing after this line is stored.
          dead = points === crashAt;
          return result;
        },
      };
      return {
        worker: act.worker('a', { store, executor }),
        count: () => points,
      };
    };

    it('gives exactly one rollback', async () => {
      const clean = await begin(phase);
      const counting = crashing(clean, -1);
      const { id: cleanId } = await clean.request();
      await clean.finish(cleanId, [counting.worker]);
      const total = counting.count();
      expect(total).toBeGreaterThan(20);

      for (let crashAt = 1; crashAt <= total; crashAt += 1) {
        await clean.db('rollback_holds').delete();
        await clean.db('rollbacks').delete();
        github.commits.length = 0;
        const world = new TestWorld(github, { phase });
        const act = { ...createTestAct(clean.db, world), db: clean.db, world };
        const { id } = await act.request();
        const doomed = crashing(act, crashAt);
        const crashed = await act.finish(id, [doomed.worker]).then(
          () => false,
          error => {
            if (!(error instanceof Crash)) throw error;
            return true;
          },
        );
        expect([crashAt, crashed]).toEqual([crashAt, true]);
        // The dead worker's lease has to run out first.
        await world.tick();
        world.pass(31);
        const done = await act.finish(id, [act.worker('b'), act.worker('c')]);

        expect([crashAt, done.state]).toEqual([crashAt, 'succeeded']);
        expect(github.commits).toHaveLength(1);
        expect(done.steps[1].links ?? [{ kind: 'commit' }]).toHaveLength(1);
        expect(await act.holds.list(done.entityRef, 'prod')).toHaveLength(1);
        const undone = world.cluster.patches.filter(
          ({ kind }) => kind === 'Deployment',
        );
        expect(undone).toHaveLength(phase === 'succeeded' ? 1 : 0);
      }
    }, 120_000);
  });

  it('two workers at the same time do it once', async () => {
    const act = await begin('succeeded');
    const { id } = await act.request();
    const done = await act.finish(id, [
      act.worker('a'),
      act.worker('b'),
      act.worker('c'),
    ]);
    expect(done.state).toBe('succeeded');
    expect(github.commits).toHaveLength(1);
    const messages = done.events.map(({ message }) => message.code);
    expect(new Set(messages).size).toBe(messages.length);
  });

  it('a worker that was declared dead but is not can write nothing any more', async () => {
    const act = await begin();
    const { id } = await act.request();
    const slow: Pick<CommandExecutor, 'execute'> = {
      execute: async (...args) => {
        // While this one hangs, its lease runs out and another one does everything.
        act.world.pass(31);
        await act.finish(id, [act.worker('b')]);
        return act.executor.execute(...args);
      },
    };
    await act.worker('a', { executor: slow }).runOnce();
    const { rollback } = await act.store.get(id);
    expect(rollback.state).toBe('succeeded');
    expect(github.commits).toHaveLength(1);
    expect(await act.holds.list(rollback.entityRef)).toHaveLength(1);
  });

  it('tries again with back-off when GitHub is busy, and says so', async () => {
    const act = await begin();
    const { id } = await act.request();
    github.refusals.push(
      { method: 'GET', status: 502 },
      { method: 'GET', status: 502 },
    );
    const worker = act.worker('a');
    await worker.runOnce();
    const retrying = await act.store.get(id);
    expect(retrying.rollback.steps[1].detail).toMatchObject({
      code: 'rollback-retrying',
    });
    expect(retrying.nextAttemptAt).toBe(act.world.now().getTime() + 1000);
    const done = await act.finish(id, [worker]);
    expect(done.state).toBe('succeeded');
    expect(
      done.events.filter(({ message }) => message.code === 'rollback-retrying'),
    ).toHaveLength(1);
  });

  it('asks for a human at once when trying again cannot help', async () => {
    const act = await begin();
    const { id } = await act.request();
    github.refusals.push({ method: 'GET', status: 401 });
    await act.worker('a').runOnce();
    const { rollback } = await act.store.get(id);
    expect(rollback).toMatchObject({
      state: 'failed',
      outcome: { code: 'rollback-command-failed' },
    });
    expect(rollback.outcome?.text).toMatch(/credentials.*human/);
    expect(rollback.steps[1].state).toBe('failed');
  });

  it('stops when somebody has deployed a third version', async () => {
    const act = await begin();
    const { id } = await act.request();
    github.files.set(valuesPath, values('1.43.0-3333333'));
    await act.worker('a').runOnce();
    const { rollback } = await act.store.get(id);
    expect(rollback).toMatchObject({ state: 'superseded' });
    expect(github.commits).toHaveLength(0);
  });

  it('waits for a cluster that does not answer and goes on when it does', async () => {
    const act = await begin('progressing');
    const { id } = await act.request();
    act.world.cluster.down = true;
    const worker = act.worker('a');
    await act.finish(id, [worker], 20);
    act.world.cluster.down = false;
    expect((await act.finish(id, [worker])).state).toBe('succeeded');
  });

  it('fails with a sentence when mitigation takes too long', async () => {
    const act = await begin('progressing');
    const { id } = await act.request();
    act.world.rollbackGate = async () => false;
    const done = await act.finish(id, [act.worker('a')], 400);
    expect(done).toMatchObject({
      state: 'failed',
      outcome: { code: 'rollback-mitigation-timed-out' },
    });
    expect(github.commits).toHaveLength(0);
  });
});
