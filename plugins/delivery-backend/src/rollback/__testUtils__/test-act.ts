import { mockServices, mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  defaultRollbackPolicy,
  Rollback,
} from '@heal7/backstage-plugin-delivery-common';
import { GithubClient } from '@heal7/github-client';
import { Knex } from 'knex';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { GateKeeper } from '../../flagger-gates/gate-keeper';
import { GateStore } from '../../flagger-gates/gate-store';
import { HoldStore } from '../../holds/hold-store';
import { GithubContents } from '../../manifests/github-contents';
import { GithubManifestsWriter } from '../../manifests/github-manifests-writer';
import { queueMessages } from '../../notify/outbox';
import { CommandExecutor } from '../command-executor';
import { DefaultRollbackService } from '../default-rollback-service';
import { EnvironmentObserver } from '../environment-observer';
import { RollbackCaller } from '../rollback-service';
import { RollbackStore } from '../rollback-store';
import { RollbackWorker, RollbackWorkerOptions } from '../rollback-worker';
import { TestGithub } from './test-github';
import { bad, entityRef, good, TestWorld, valuesPath } from './test-world';

export const migrate = (db: Knex) =>
  db.migrate.latest({
    directory: resolvePackagePath(
      '@heal7/backstage-plugin-delivery-backend',
      'migrations',
    ),
  });

export const ann: RollbackCaller = {
  credentials: mockCredentials.user('user:default/ann'),
  actor: 'user:default/ann',
};
export const bob: RollbackCaller = {
  credentials: mockCredentials.user('user:default/bob'),
  actor: 'user:default/bob',
};

export const policy = { ...defaultRollbackPolicy, verifySeconds: 5 };

export function githubContents(github: TestGithub): GithubContents {
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader(github.config),
  );
  return new GithubContents({
    client: new GithubClient({ integrations, timeoutMs: 2000 }),
    repoUrl: github.repoUrl,
    branch: 'main',
  });
}

/** The act half on a database, without HTTP: as many workers as a test wants. */
export function createTestAct(db: Knex, world: TestWorld) {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const { now } = world;
  const reader = { getEnvironment: async () => world.facts() };
  const store = new RollbackStore(db, queueMessages(['slack']));
  const holds = new HoldStore(db);
  const gates = new GateStore(db);
  const observer = new EnvironmentObserver(world.cluster);
  const keeper = new GateKeeper({
    gates,
    holds,
    rollbacks: store,
    reader,
    observer,
    now,
  });
  const changes: Rollback[] = [];
  const executor = new CommandExecutor({
    clusters: world.cluster,
    manifests: new GithubManifestsWriter({
      contents: githubContents(world.github),
      locate: () => ({ path: valuesPath, key: 'image.tag' }),
      now,
    }),
    gates,
    holds,
    newId,
    now,
  });
  const service = new DefaultRollbackService({
    store,
    holds,
    reader,
    policy,
    locateManifests: () => ({ path: valuesPath, key: 'image.tag' }),
    now,
    newId,
    onChange: rollback => changes.push(rollback),
  });
  const worker = (
    owner: string,
    overrides: Partial<RollbackWorkerOptions> = {},
  ) =>
    new RollbackWorker({
      store,
      reader,
      observer,
      executor,
      policy,
      logger: mockServices.logger.mock(),
      now,
      owner,
      leaseMs: 30_000,
      onChange: rollback => changes.push(rollback),
      ...overrides,
    });
  world.rollbackGate = async () =>
    (
      await keeper.answer(
        'rollback',
        {
          name: 'pay',
          namespace: 'pay-prod',
          phase: 'Progressing',
          checksum: 'sum-1',
          metadata: {},
        },
        undefined,
      )
    ).yes;

  /** Asks for the rollback the plan proposes. */
  const request = async (caller = ann, idempotencyKey = 'key-00001') => {
    const plan = await service.plan({ entityRef, environment: 'prod' }, caller);
    return service.request(
      {
        entityRef,
        environment: 'prod',
        toTag: good.tag,
        reason: '5xx on login',
        fingerprint: plan.fingerprint,
        idempotencyKey,
      },
      caller,
    );
  };
  /** Lets the world and workers take turns until the rollback has ended. */
  const finish = async (
    id: string,
    workers: RollbackWorker[],
    seconds = 120,
  ) => {
    for (let second = 0; second < seconds; second += 1) {
      await Promise.all(workers.map(item => item.runOnce()));
      await world.tick();
      world.pass(1);
      const { rollback } = await store.get(id);
      if (rollback.finishedAt) return rollback;
    }
    return (await store.get(id)).rollback;
  };
  return {
    store,
    holds,
    gates,
    keeper,
    executor,
    service,
    worker,
    request,
    finish,
    changes,
    reader,
    observer,
  };
}

export { bad, entityRef, good };
