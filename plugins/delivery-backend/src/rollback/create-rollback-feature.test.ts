import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SignalsService } from '@backstage/plugin-signals-node';
import express from 'express';
import request from 'supertest';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  RollbackFeature,
  createRollbackFeature,
} from './create-rollback-feature';
import { migrate } from './__testUtils__/test-act';
import { TestGithub } from './__testUtils__/test-github';
import {
  bad,
  entityRef,
  good,
  TestWorld,
  values,
  valuesPath,
} from './__testUtils__/test-world';

const github = new TestGithub();
let directory: string;
beforeAll(async () => {
  await github.start();
  directory = await mkdtemp(join(tmpdir(), 'rollback-'));
});
afterAll(async () => {
  await github.stop();
  await rm(directory, { recursive: true });
});
beforeEach(() => {
  github.commits.length = 0;
});

const ann = mockCredentials.user.header('user:default/ann');
const bob = mockCredentials.user.header('user:default/bob');
const published: string[] = [];
const signals: SignalsService = {
  publish: async ({ channel }) => {
    published.push(channel);
  },
};

/** A backend with the act half in it, on a database file, so that it can be started twice. */
async function startBackend(world: TestWorld, file: string) {
  let feature: RollbackFeature | undefined;
  const plugin = createBackendPlugin({
    pluginId: 'delivery',
    register(env) {
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          config: coreServices.rootConfig,
          database: coreServices.database,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          permissions: coreServices.permissions,
        },
        async init(deps) {
          const database = await deps.database.getClient();
          await migrate(database);
          feature = createRollbackFeature({
            ...deps,
            database,
            signals,
            reader: {
              getEnvironment: async (_, name) =>
                name === 'prod' ? world.facts() : undefined,
              getServiceFacts: async () => undefined,
              onChange: () => () => {},
            },
            clusters: world.cluster,
            rolloutEvents: { record: async () => true },
            manifests: {
              repoUrl: github.repoUrl,
              branch: 'main',
              valuesPath:
                'environments/{environment}/{service}/values-{environment}.yaml',
              tagKey: 'image.tag',
            },
          });
          // Behind the same validation as in the plugin: what the specification does not know does not get through.
          deps.httpRouter.use(
            createValidatedOpenApiRouterFromGeneratedEndpointMap<
              Record<string, never>
            >(
              parse(
                readFileSync(join(__dirname, '../schema/openapi.yaml'), 'utf8'),
              ),
              { middleware: [express.json()] },
            ),
          );
          deps.httpRouter.use(feature.router);
          feature.authPolicies.forEach(policy =>
            deps.httpRouter.addAuthPolicy(policy),
          );
          const running = feature;
          deps.lifecycle.addStartupHook(() => running.start());
          deps.lifecycle.addShutdownHook(() => running.stop());
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      mockServices.rootConfig.factory({
        data: {
          ...github.config,
          backend: {
            database: {
              client: 'better-sqlite3',
              connection: { directory: join(directory, file) },
            },
          },
          delivery: {
            rollback: { verifySeconds: 0.05 },
            flagger: { webhookTokens: ['token-one'] },
          },
        },
      }),
      // Only ann owns the service.
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () =>
          mockServices.permissions.mock({
            authorize: async (questions, options) =>
              questions.map(({ permission }) => ({
                result:
                  permission.attributes.action === 'read' ||
                  JSON.stringify(options?.credentials.principal).includes(
                    'default/ann',
                  )
                    ? AuthorizeResult.ALLOW
                    : AuthorizeResult.DENY,
              })),
          }),
      }),
    ],
  });
  const api = request(backend.server);
  const stop = () => backend.stop();
  const wish = async (overrides = {}) => {
    const plan = await api
      .post('/api/delivery/rollbacks/plan')
      .set('Authorization', ann)
      .send({ entityRef, environment: 'prod' });
    return {
      entityRef,
      environment: 'prod',
      toTag: good.tag,
      reason: '5xx on login',
      fingerprint: plan.body.fingerprint,
      idempotencyKey: 'key-00001',
      ...overrides,
    };
  };
  const post = (path: string, body: object, as = ann) =>
    api.post(`/api/delivery${path}`).set('Authorization', as).send(body);
  const get = (path: string, as = ann) =>
    api.get(`/api/delivery${path}`).set('Authorization', as);
  return { api, post, get, wish, stop };
}

const until = async <T>(
  look: () => Promise<T>,
  good_: (value: T) => boolean,
): Promise<T> => {
  for (;;) {
    const value = await look();
    if (good_(value)) return value;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
};

describe('the act half over HTTP', () => {
  it('answers with sentences: 400 at the field, 401, 403, 404, 409', async () => {
    const { api, post, get, wish, stop } = await startBackend(
      new TestWorld(github),
      'errors',
    );
    const invalid = await post(
      '/rollbacks',
      await wish({ reason: 'x', entityRef: 'nonsense:' }),
    );
    expect(invalid.status).toBe(400);
    expect(invalid.body.error.fields).toMatchObject({
      reason: { text: 'must say why in at least 3 characters' },
      entityRef: { text: expect.stringContaining('entity reference') },
    });
    expect((await post('/rollbacks', {})).status).toBe(400);
    expect(
      (
        await api
          .get('/api/delivery/rollbacks')
          .set('Authorization', mockCredentials.none.header())
      ).status,
    ).toBe(401);
    expect((await get('/rollbacks?limit=0')).status).toBe(400);
    expect((await get('/rollbacks/unknown')).status).toBe(404);

    const plan = await post('/rollbacks/plan', {
      entityRef,
      environment: 'moon',
    });
    expect([plan.status, plan.body.error.message]).toEqual([
      404,
      `Environment 'moon' of ${entityRef} is not known`,
    ]);
    const stranger = await post('/rollbacks', await wish(), bob);
    expect([stranger.status, stranger.body.error.message]).toEqual([
      403,
      expect.stringContaining('Only the owners'),
    ]);
    expect(
      (await post('/rollbacks', await wish({ fingerprint: 'old' }))).status,
    ).toBe(409);
    expect(
      JSON.stringify([invalid.body, plan.body, stranger.body]),
    ).not.toContain('at Object.');
    await stop();
  });

  it('lets Flagger in without a login, but only with its token', async () => {
    const { api, stop } = await startBackend(new TestWorld(github), 'flagger');
    const question = {
      name: 'pay',
      namespace: 'pay-prod',
      phase: 'Progressing',
      checksum: 'c',
    };
    const ask = (token: string) =>
      api
        .post(`/api/delivery/flagger/confirm-rollout/${token}`)
        .set('Authorization', '')
        .send(question);
    expect((await ask('token-one')).status).toBe(200);
    expect((await ask('token-two')).status).toBe(403);
    await stop();
  });

  it('finishes a rollback that a restart interrupted, once', async () => {
    const world = new TestWorld(github);
    const first = await startBackend(world, 'restart');
    // The cluster does not follow yet, so the rollback is caught in the middle.
    const { id } = (await first.post('/rollbacks', await first.wish())).body;
    await until(
      async () => (await first.get(`/rollbacks/${id}`)).body,
      ({ steps }) => steps[1].detail?.code === 'rollback-awaiting-sync',
    );
    await first.stop();

    const second = await startBackend(world, 'restart');
    await world.tick();
    const done = await until(
      async () => {
        await world.tick();
        return (await second.get(`/rollbacks/${id}`)).body;
      },
      ({ finishedAt }) => finishedAt !== undefined,
    );
    expect(done.state).toBe('succeeded');
    expect(github.commits).toHaveLength(1);
    expect(github.files.get(valuesPath)).toBe(values(good.tag));
    expect(published).toContain(`delivery:${entityRef}`);

    const listed = (
      await second.get(`/rollbacks?entityRef=${entityRef}&active=false`)
    ).body;
    expect(listed.items).toMatchObject([{ id }]);
    const [hold] = (await second.get(`/holds?entityRef=${entityRef}`)).body
      .items;
    expect(hold).toMatchObject({ version: { tag: bad.tag }, rollbackId: id });
    expect(hold.place).toBeUndefined();
    const lift = (as: string) =>
      second.api
        .delete(`/api/delivery/holds/${hold.id}`)
        .set('Authorization', as);
    expect((await lift(bob)).status).toBe(403);
    expect((await lift(ann)).status).toBe(204);
    expect((await lift(ann)).status).toBe(404);
    await second.stop();
  }, 60_000);
});
