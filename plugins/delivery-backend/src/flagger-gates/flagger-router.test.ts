import {
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { RolloutEventRecord } from '../events/rollout-events';
import {
  ann,
  createTestAct,
  migrate,
} from '../rollback/__testUtils__/test-act';
import { TestGithub } from '../rollback/__testUtils__/test-github';
import {
  bad,
  entityRef,
  TestWorld,
} from '../rollback/__testUtils__/test-world';
import { createFlaggerRouter } from './flagger-router';
import { WebhookToken } from './webhook-tokens';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const github = new TestGithub();
beforeAll(() => github.start());
afterAll(() => github.stop());

const question = {
  name: 'pay',
  namespace: 'pay-prod',
  phase: 'Progressing',
  checksum: 'sum-1',
};

async function setUp(
  tokens: WebhookToken[] = [{ token: 'token-one' }, { token: 'token-two' }],
) {
  const db = await databases.init('SQLITE_3');
  await migrate(db);
  const world = new TestWorld(github, { phase: 'progressing' });
  const act = createTestAct(db, world);
  const recorded: RolloutEventRecord[] = [];
  const logger = mockServices.logger.mock();
  const auditor = mockServices.auditor.mock();
  const audited: object[] = [];
  auditor.createEvent.mockImplementation(async ({ eventId, meta }) => {
    audited.push({ eventId, ...meta });
    return { success: async () => {}, fail: async () => {} };
  });
  const app = express();
  app.use(
    createFlaggerRouter({
      keeper: act.keeper,
      rolloutEvents: {
        record: async event => {
          recorded.push(event);
          return true;
        },
      },
      tokens,
      auditor,
      logger,
      now: world.now,
    }),
  );
  app.use(mockErrorHandler());
  const ask = (gate: string, body: object = question, token = 'token-one') =>
    request(app).post(`/flagger/${gate}/${token}`).send(body);
  return { ...act, db, world, recorded, logger, audited, ask };
}

describe('who may ask', () => {
  it('takes every configured token and no other', async () => {
    const { ask } = await setUp();
    expect((await ask('confirm-rollout')).status).toBe(200);
    expect((await ask('confirm-rollout', question, 'token-two')).status).toBe(
      200,
    );
    expect((await ask('confirm-rollout', question, 'token-three')).status).toBe(
      403,
    );
    expect((await ask('confirm-rollout', question, 'token-on')).status).toBe(
      403,
    );
    expect((await ask('event', question, 'wrong')).status).toBe(403);
  });

  it('says once at start that nothing is configured, and then always no', async () => {
    const { ask, logger } = await setUp([]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect((await ask('confirm-rollout', question, 'undefined')).status).toBe(
      403,
    );
  });

  it.each([
    [{}],
    [{ ...question, name: 7 }],
    [{ ...question, metadata: ['x'] }],
  ])('refuses what is no webhook of Flagger: %p', async body => {
    const { ask } = await setUp();
    expect((await ask('rollback', body)).status).toBe(400);
  });
});

describe('rollback gate', () => {
  it('is shut until somebody asks for a rollback, and bound to the run that asked first', async () => {
    const { ask, request: roll, worker, audited } = await setUp();
    const before = await ask('rollback');
    expect([before.status, before.text]).toEqual([
      403,
      'no rollback requested',
    ]);

    const { id } = await roll();
    expect((await ask('rollback')).status).toBe(403);
    await worker('a').runOnce();
    const yes = await ask('rollback');
    expect([yes.status, yes.text]).toEqual([
      200,
      `rollback ${id} requested through the portal`,
    ]);
    expect((await ask('rollback')).status).toBe(200);

    const other = await ask('rollback', { ...question, checksum: 'sum-2' });
    expect([other.status, other.text]).toEqual([
      403,
      'a rollback was requested for another revision',
    ]);
    expect(
      (await ask('rollback', { ...question, checksum: undefined })).status,
    ).toBe(403);
    expect((await ask('rollback', { ...question, name: 'other' })).status).toBe(
      403,
    );
    expect(
      (await ask('rollback', { ...question, namespace: 'other' })).status,
    ).toBe(403);
    expect(audited).toEqual([
      expect.objectContaining({
        eventId: 'flagger-gate',
        rollbackId: id,
        answer: 'yes',
        checksum: 'sum-1',
      }),
    ]);
  });

  it('does not stop a newer version with the rollback of the older one', async () => {
    const { ask, request: roll, worker, world } = await setUp();
    await roll();
    await worker('a').runOnce();
    world.deploy('pay', '1.43.0-3333333', 0);
    expect((await ask('rollback')).status).toBe(403);
  });

  it('shuts when the rollback has left mitigation', async () => {
    const { ask, request: roll, worker, finish } = await setUp();
    const { id } = await roll();
    await finish(id, [worker('a')]);
    expect((await ask('rollback')).status).toBe(403);
  });

  it('tells clusters apart by their token', async () => {
    const {
      ask,
      request: roll,
      worker,
    } = await setUp([
      { token: 'token-one', cluster: 'prod-1' },
      { token: 'token-two', cluster: 'prod-2' },
    ]);
    await roll();
    await worker('a').runOnce();
    expect((await ask('rollback', question, 'token-two')).status).toBe(403);
    expect((await ask('rollback', question, 'token-one')).status).toBe(200);
  });

  it('is no when nobody can tell', async () => {
    const { ask, request: roll, worker, world, db } = await setUp();
    await roll();
    await worker('a').runOnce();
    world.cluster.down = true;
    expect((await ask('rollback')).status).toBe(503);
    await db.destroy();
    expect((await ask('rollback')).status).toBe(503);
    expect((await ask('confirm-rollout')).status).toBe(503);
  });
});

describe('confirm gates', () => {
  it.each(['confirm-rollout', 'confirm-promotion', 'confirm-traffic-increase'])(
    '%s: yes, unless the version is on hold',
    async gate => {
      const { ask, holds, service } = await setUp();
      expect((await ask(gate)).status).toBe(200);
      const hold = await holds.create({
        id: 'h1',
        entityRef,
        environment: 'prod',
        place: { cluster: 'prod-1', namespace: 'pay-prod', service: 'pay' },
        version: bad,
        reason: 'memory leak',
        createdAt: '2025-11-20T11:00:00.000Z',
        createdBy: 'user:default/ann',
      });
      const refused = await ask(gate);
      expect([refused.status, refused.text]).toEqual([
        403,
        'version 1.42.0 is on hold: memory leak',
      ]);
      await service.liftHold(hold.id, ann);
      expect((await ask(gate)).status).toBe(200);
    },
  );

  it('does not let the bad version in while it is being rolled back, but the older one', async () => {
    const { ask, request: roll, world } = await setUp();
    await roll();
    expect((await ask('confirm-promotion')).status).toBe(403);
    world.deploy('pay', '1.41.3-9f8e7d6', 0);
    expect((await ask('confirm-rollout')).status).toBe(200);
  });
});

describe('event', () => {
  it('is recorded with the time of Flagger', async () => {
    const { ask, recorded } = await setUp([
      { token: 'token-one', cluster: 'prod-1' },
    ]);
    const timestamp = String(Date.parse('2025-11-20T11:59:30.000Z'));
    const answer = await ask('event', {
      ...question,
      metadata: {
        eventMessage: 'Advance pay canary weight 20',
        eventType: 'Normal',
        timestamp,
      },
    });
    expect(answer.status).toBe(200);
    expect(recorded).toEqual([
      {
        cluster: 'prod-1',
        namespace: 'pay-prod',
        name: 'pay',
        phase: 'Progressing',
        checksum: 'sum-1',
        at: '2025-11-20T11:59:30.000Z',
        type: 'normal',
        message: 'Advance pay canary weight 20',
      },
    ]);
  });

  it('without a message is refused', async () => {
    const { ask } = await setUp();
    expect((await ask('event')).status).toBe(400);
  });
});
