import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  MockActionsRegistry,
  actionsRegistryServiceMock,
} from '@backstage/backend-test-utils/alpha';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';
import {
  EnvironmentState,
  ServiceDelivery,
} from '@heal7/backstage-plugin-delivery-common';
import {
  Measurement,
  deliveryMetricsExtensionPoint,
} from '@heal7/backstage-plugin-delivery-node';
import { qualityGatesServiceRef } from '@heal7/backstage-plugin-quality-gates-node';
import request from 'supertest';
import { FakeKubernetes } from './__testUtils__/fake-kubernetes';
import {
  application,
  canary,
  deployment,
  replicaSet,
  virtualService,
} from './__testUtils__/objects';
import deliveryPlugin from './index';
import { TestGithub } from './rollback/__testUtils__/test-github';

jest.setTimeout(30_000);

const ref = 'component:default/shop';
const path = '/api/delivery/services/component/default/shop';
const oldTag = '1.41.3-9f8e7d6';
const newTag = '1.42.0-a1b2c3d';
const oldDate = '2026-01-01T08:00:00.000Z';

const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    namespace: 'default',
    name: 'shop',
    annotations: { 'backstage.io/kubernetes-id': 'shop' },
  },
};
const plain: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'plain' },
};

interface World {
  server: Parameters<typeof request>[0];
  signals: SignalPayload[];
  actions: MockActionsRegistry;
  /** As if another plugin had published it. */
  publish: (topic: string, eventPayload: unknown) => Promise<void>;
  stop: () => Promise<void>;
}

interface WorldOptions {
  clusters: Record<string, string>;
  measure?: (query: string) => Measurement;
  decision?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  gates?: () => Promise<never>;
  /** Added to the config. */
  config?: JsonObject;
  /** Added to `delivery`. */
  delivery?: JsonObject;
}

async function startWorld(options: WorldOptions): Promise<World> {
  const signals: SignalPayload[] = [];
  const actions = actionsRegistryServiceMock();
  const subscriptions: Array<Parameters<EventsService['subscribe']>[0]> = [];
  const config = {
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: Object.entries(options.clusters).map(([name, url]) => ({
            name,
            url,
            authProvider: 'serviceAccount',
            serviceAccountToken: 'secret-of-the-cluster',
          })),
        },
      ],
    },
    delivery: {
      environments: [
        {
          name: 'dev',
          title: 'Development',
          tier: 'development',
          cluster: 'one',
          namespace: 'dev',
        },
        {
          name: 'prod',
          title: 'Production',
          tier: 'production',
          cluster: 'two',
          namespace: 'prod',
          strategy: 'canary',
          prometheus: 'main',
        },
      ],
      metrics: { sampleIntervalSeconds: 0.1 },
      ...options.delivery,
    },
    ...options.config,
  };
  const backend = await startTestBackend({
    features: [
      deliveryPlugin,
      createBackendModule({
        pluginId: 'delivery',
        moduleId: 'test-metrics',
        register(env) {
          env.registerInit({
            deps: { metrics: deliveryMetricsExtensionPoint },
            async init({ metrics }) {
              metrics.addMetricsProvider('main', {
                instant: async query =>
                  options.measure?.(query) ?? {
                    kind: 'error',
                    message: 'Prometheus is down',
                  },
                range: async () => ({ kind: 'series', samples: [] }),
              });
            },
          });
        },
      }),
      mockServices.rootConfig.factory({ data: config }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => ({
          publish: async () => {},
          subscribe: async subscription => {
            subscriptions.push(subscription);
          },
        }),
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(() => ({
            result: options.decision ?? AuthorizeResult.ALLOW,
          })),
      }).factory,
      catalogServiceMock.factory({ entities: [shop, plain] }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async (signal: SignalPayload) => {
            signals.push(signal);
          },
        }),
      }),
      createServiceFactory({
        service: qualityGatesServiceRef,
        deps: {},
        factory: () => ({
          getLatestEvaluations: options.gates ?? (async () => []),
        }),
      }),
    ],
  });
  return {
    server: backend.server,
    signals,
    actions,
    publish: async (topic, eventPayload) => {
      for (const { onEvent, topics } of subscriptions) {
        if (topics.includes(topic)) {
          await onEvent({ topic, eventPayload });
        }
      }
    },
    stop: () => backend.stop(),
  };
}

const get = async (world: World): Promise<ServiceDelivery> =>
  (await request(world.server).get(path).expect(200)).body;

const lane = (delivery: ServiceDelivery, name: string): EnvironmentState => {
  const found = delivery.environments.find(
    environment => environment.name === name,
  );
  if (!found) {
    throw new Error(`no environment ${name}`);
  }
  return found;
};

/** Asks again until the answer is as wanted; what it was at last is shown when it never is. */
async function until(
  world: World,
  wanted: (delivery: ServiceDelivery) => boolean,
  seconds = 10,
): Promise<ServiceDelivery> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const delivery = await get(world);
    if (wanted(delivery)) {
      return delivery;
    }
    if (Date.now() > deadline) {
      throw new Error(`never as wanted: ${JSON.stringify(delivery, null, 1)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

describe('delivery plugin', () => {
  let one: FakeKubernetes;
  let two: FakeKubernetes;
  let world: World | undefined;

  beforeEach(async () => {
    one = new FakeKubernetes();
    two = new FakeKubernetes();
    await one.start();
    await two.start();
    one.put('deployments', deployment({ namespace: 'dev', tag: oldTag }));
    one.put(
      'replicasets',
      replicaSet({
        namespace: 'dev',
        tag: oldTag,
        revision: 1,
        createdAt: oldDate,
      }),
    );
    one.put(
      'applications',
      application({
        name: 'shop-dev',
        destination: 'dev',
        labels: { 'heal7.io/service': 'shop', 'heal7.io/environment': 'dev' },
      }),
    );
    two.put(
      'deployments',
      deployment({ namespace: 'prod', tag: oldTag, replicas: 0 }),
    );
    two.put(
      'deployments',
      deployment({
        name: 'shop-primary',
        namespace: 'prod',
        tag: oldTag,
        labels: {},
      }),
    );
    two.put(
      'replicasets',
      replicaSet({
        namespace: 'prod',
        owner: 'shop-primary',
        tag: oldTag,
        revision: 1,
        createdAt: oldDate,
      }),
    );
    two.put('canaries', canary({ namespace: 'prod', phase: 'Initialized' }));
    two.put('virtualservices', virtualService('prod', 0));
  });

  afterEach(async () => {
    await world?.stop();
    world = undefined;
    await one.stop();
    await two.stop();
  });

  const startBoth = async (more: Partial<WorldOptions> = {}) => {
    world = await startWorld({
      clusters: { one: one.url, two: two.url },
      ...more,
    });
    return world;
  };

  it('shows what runs, then a change within a second: new ETag, signal, history', async () => {
    const started = await startBoth();
    const first = await until(
      started,
      delivery =>
        lane(delivery, 'dev').running?.tag === oldTag &&
        lane(delivery, 'prod').running !== undefined,
    );
    expect(lane(first, 'dev')).toMatchObject({
      running: { tag: oldTag, label: '1.41.3', commit: '9f8e7d6' },
      desired: { tag: oldTag },
      health: 'healthy',
      sync: 'synced',
      pods: { ready: 2, desired: 2 },
      deployedAt: oldDate,
      stale: false,
      problems: [],
    });
    expect(lane(first, 'prod')).toMatchObject({
      running: { tag: oldTag },
      sync: 'not-managed',
      rollout: {
        phase: 'initialized',
        active: false,
        weight: 0,
        routeAgrees: true,
      },
    });
    expect(first.headline).toBeUndefined();
    expect(one.requests[0].authorization).toBe('Bearer secret-of-the-cluster');
    expect(JSON.stringify(first)).not.toContain('secret-of-the-cluster');

    const { headers } = await request(started.server).get(path).expect(200);
    await request(started.server)
      .get(path)
      .set('If-None-Match', headers.etag)
      .expect(304);

    started.signals.length = 0;
    const changedAt = Date.now();
    one.put(
      'deployments',
      deployment({ namespace: 'dev', tag: newTag, generation: 2 }),
    );
    const second = await until(
      started,
      delivery => lane(delivery, 'dev').running?.tag === newTag,
    );
    expect(Date.now() - changedAt).toBeLessThan(1000);
    const answer = await request(started.server)
      .get(path)
      .set('If-None-Match', headers.etag)
      .expect(200);
    expect(answer.headers.etag).not.toBe(headers.etag);
    while (started.signals.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(started.signals).toContainEqual({
      recipients: { type: 'broadcast' },
      channel: `delivery:${ref}`,
      message: { entityRef: ref, topic: 'environment' },
    });
    expect(
      second.history
        .filter(({ environment }) => environment === 'dev')
        .map(({ from, kind, outcome, to }) => [
          from?.label,
          to.label,
          kind,
          outcome,
        ]),
    ).toEqual([
      ['1.41.3', '1.42.0', 'deployment', 'succeeded'],
      [undefined, '1.41.3', 'deployment', 'succeeded'],
    ]);
    expect(second.releases.map(({ version }) => version.label)).toEqual([
      '1.42.0',
      '1.41.3',
    ]);
  });

  it('reads once what was deployed before it was installed, and offers it as a way back', async () => {
    const github = new TestGithub();
    await github.start();
    const valuesPath = 'environments/dev/shop/values-dev.yaml';
    const [first, bad, good] = ['a', 'b', 'c'].map(letter => letter.repeat(40));
    const tags = { [first]: '1.40.0-1111111', [bad]: newTag, [good]: oldTag };
    for (const [commit, tag] of Object.entries(tags)) {
      github.files.set(`${valuesPath}@${commit}`, `image:\n  tag: ${tag}\n`);
    }
    const entry = (revision: string, hour: number) => ({
      revision,
      deployedAt: `2026-01-01T0${hour}:00:00Z`,
      source: { repoURL: github.repoUrl },
    });
    const shopDev = application({
      name: 'shop-dev',
      destination: 'dev',
      labels: { 'heal7.io/service': 'shop', 'heal7.io/environment': 'dev' },
    });
    one.put('applications', {
      ...shopDev,
      status: {
        sync: { status: 'Synced' },
        health: { status: 'Healthy' },
        history: [entry(first, 1), entry(bad, 5), entry(good, 8)],
      },
    });
    const started = await startBoth({
      config: github.config,
      delivery: { manifests: { repoUrl: github.repoUrl } },
    });
    const delivery = await until(
      started,
      answer =>
        answer.history.length > 2 && lane(answer, 'dev').actions[0].allowed,
    );
    expect(
      delivery.history
        .filter(({ environment }) => environment === 'dev')
        .map(({ from, outcome, to }) => [from?.tag, to.tag, outcome]),
    ).toEqual([
      [newTag, oldTag, 'succeeded'],
      ['1.40.0-1111111', newTag, 'succeeded'],
      [undefined, '1.40.0-1111111', 'succeeded'],
    ]);
    const { body: plan } = await request(started.server)
      .post('/api/delivery/rollbacks/plan')
      .send({ entityRef: ref, environment: 'dev' })
      .expect(200);
    expect(plan).toMatchObject({
      blockers: [],
      from: { tag: oldTag },
      to: { tag: newTag },
      targets: [{ verified: true }, { verified: true }],
    });
    await github.stop();
  });

  it('follows a canary with its measurements, events and the reason why it stopped', async () => {
    const asked = new Set<string>();
    const started = await startBoth({
      measure: query => {
        const isCanary = query.includes('"shop"');
        if (query.startsWith('p95')) {
          asked.add(query);
          return { kind: 'number', value: isCanary ? 90 : 80 };
        }
        if (query.includes('histogram_quantile')) {
          return { kind: 'number', value: isCanary ? 212 : 180 };
        }
        if (query.startsWith('100 - ')) {
          return { kind: 'number', value: isCanary ? 93.8 : 99.7 };
        }
        if (query.includes('5..')) {
          return { kind: 'number', value: isCanary ? 31 : 4 };
        }
        return { kind: 'number', value: isCanary ? 498 : 1160 };
      },
    });
    await until(
      started,
      delivery => lane(delivery, 'prod').running !== undefined,
    );
    two.put(
      'deployments',
      deployment({ namespace: 'prod', tag: newTag, generation: 2 }),
    );
    two.put(
      'canaries',
      canary({
        namespace: 'prod',
        phase: 'Progressing',
        weight: 30,
        failedChecks: 2,
        metrics: [
          {
            name: 'p95',
            interval: '30s',
            templateRef: { name: 'shop-p95' },
            thresholdRange: { max: 400 },
          },
        ],
      }),
    );
    two.put('virtualservices', virtualService('prod', 30));
    two.put('metrictemplates', {
      metadata: { name: 'shop-p95', namespace: 'prod' },
      spec: {
        provider: { type: 'prometheus', address: 'http://inside:9090' },
        query: 'p95{w="{{ target }}",ns="{{ namespace }}"}[{{ interval }}]\n',
      },
    });
    two.put('events', {
      metadata: { name: 'e1', namespace: 'prod' },
      involvedObject: { kind: 'Canary', name: 'shop' },
      type: 'Warning',
      lastTimestamp: '2026-01-01T10:00:00Z',
      message: 'Halt shop.prod advancement success rate 93.80% < 99%',
    });
    const running = await until(started, delivery => {
      const { rollout } = lane(delivery, 'prod');
      return (
        rollout?.active === true &&
        rollout.metrics.every(({ canary: value }) => value.kind === 'number') &&
        rollout.timeline.length > 0
      );
    });
    const production = lane(running, 'prod');
    expect(production.running?.tag).toBe(oldTag);
    expect(production.rollout).toMatchObject({
      canary: { tag: newTag },
      stable: { tag: oldTag },
      weight: 30,
      reportedWeight: 30,
      routeAgrees: true,
      step: 3,
      steps: 5,
      failedChecks: 2,
      threshold: 5,
    });
    expect(production.rollout?.metrics).toMatchObject([
      {
        name: 'request-success-rate',
        verdict: 'failed',
        canary: { kind: 'number', value: 93.8 },
        stable: { kind: 'number', value: 99.7 },
        reason: {
          text: '31 of 498 canary requests failed, stable 4 of 1,160 (success rate min 99 %).',
        },
      },
      { name: 'request-duration', verdict: 'passed' },
      {
        name: 'p95',
        unit: 'ms',
        threshold: { max: 400 },
        verdict: 'passed',
        canary: { kind: 'number', value: 90 },
        stable: { kind: 'number', value: 80 },
      },
    ]);
    expect([...asked].sort()).toEqual([
      'p95{w="shop",ns="prod"}[30s]',
      'p95{w="shop-primary",ns="prod"}[30s]',
    ]);
    expect(running.headline).toMatchObject({
      severity: 'warning',
      code: 'canary-halted-metric',
    });

    two.put('canaries', canary({ namespace: 'prod', phase: 'Failed' }));
    two.put('virtualservices', virtualService('prod', 0));
    const stopped = await until(
      started,
      delivery => delivery.headline?.code === 'canary-stopped-metric',
    );
    expect(stopped.headline?.text).toBe(
      'Canary of 1.42.0 in Production stopped: success rate 93.8 % (min 99 %) for 2 checks.',
    );
    // Flagger says 0 now.
    expect(lane(stopped, 'prod').rollout?.failedChecks).toBe(2);
    expect(stopped.history[0]).toMatchObject({
      kind: 'canary',
      outcome: 'failed',
      to: { tag: newTag },
    });
    const weights =
      lane(stopped, 'prod').rollout?.weightSeries.map(([, weight]) => weight) ??
      [];
    expect(weights[0]).toBe(30);
    expect(weights.at(-1)).toBe(0);
  });

  it('shows a Prometheus that is down in the lane and as verdict error, nothing else', async () => {
    const started = await startBoth();
    await until(
      started,
      delivery => lane(delivery, 'prod').running !== undefined,
    );
    two.put(
      'deployments',
      deployment({ namespace: 'prod', tag: newTag, generation: 2 }),
    );
    two.put(
      'canaries',
      canary({ namespace: 'prod', phase: 'Progressing', weight: 10 }),
    );
    two.put('virtualservices', virtualService('prod', 10));
    const delivery = await until(started, answer =>
      lane(answer, 'prod').problems.some(
        ({ code }) => code === 'prometheus-unreachable',
      ),
    );
    expect(
      lane(delivery, 'prod').rollout?.metrics.map(({ verdict }) => verdict),
    ).toEqual(['error', 'error']);
    expect(lane(delivery, 'prod').problems).toHaveLength(1);
    expect(lane(delivery, 'dev').problems).toEqual([]);
  });

  it('keeps the last good data of a cluster that died, marked stale; the other lane works', async () => {
    const started = await startBoth();
    await until(
      started,
      delivery => lane(delivery, 'prod').running !== undefined,
    );
    const { port } = two;
    await two.stop();
    const delivery = await until(started, answer => lane(answer, 'prod').stale);
    expect(lane(delivery, 'prod')).toMatchObject({
      running: { tag: oldTag },
      health: 'healthy',
      problems: [
        {
          code: 'cluster-unreachable',
          scope: 'cluster:two',
          severity: 'error',
        },
      ],
    });
    expect(lane(delivery, 'dev')).toMatchObject({ stale: false, problems: [] });
    expect(delivery.headline).toMatchObject({
      code: 'environment-stale',
      environment: 'prod',
    });
    await two.start(port);
    await until(started, answer => {
      const { problems, stale } = lane(answer, 'prod');
      return !stale && problems.length === 0;
    });
  });

  it('says so when a cluster was never reachable or is not configured', async () => {
    const port = two.port;
    await two.stop();
    world = await startWorld({ clusters: { two: `http://127.0.0.1:${port}` } });
    const delivery = await until(world, answer =>
      lane(answer, 'prod').problems.some(
        ({ code }) => code === 'cluster-unreachable',
      ),
    );
    expect(lane(delivery, 'prod')).toMatchObject({
      health: 'unknown',
      stale: false,
    });
    expect(lane(delivery, 'dev').problems).toMatchObject([
      {
        code: 'cluster-unusable',
        text: 'Cluster one is not configured under kubernetes.clusterLocatorMethods.',
      },
    ]);
    await two.start();
  });

  it('answers 404 for an unknown entity and explains a missing annotation', async () => {
    const started = await startBoth();
    const unknown = await request(started.server)
      .get('/api/delivery/services/component/default/nobody')
      .expect(404);
    expect(unknown.body.error.message).toBe(
      'There is no component:default/nobody in the catalog, or you may not see it.',
    );
    expect(JSON.stringify(unknown.body)).not.toMatch(/at .*\.ts:/);
    const answer = await request(started.server)
      .get('/api/delivery/services/component/default/plain')
      .expect(200);
    expect(answer.body).toMatchObject({
      environments: [],
      problems: [{ code: 'entity-without-kubernetes-id', scope: 'entity' }],
    });
  });

  it('refuses who may not see it', async () => {
    const started = await startBoth({ decision: AuthorizeResult.DENY });
    const answer = await request(started.server).get(path).expect(403);
    expect(answer.body.error.message).toBe(
      `You may not see the delivery of ${ref}.`,
    );
  });

  it('works when the quality gates do not answer', async () => {
    const started = await startBoth({
      gates: () => Promise.reject(new Error('down')),
    });
    const delivery = await until(
      started,
      answer => lane(answer, 'dev').running !== undefined,
    );
    expect(delivery.problems.map(({ code }) => code)).toContain(
      'gates-unreadable',
    );
  });

  it('tells the tab about a new verdict although no cluster changed', async () => {
    const started = await startBoth();
    await until(
      started,
      delivery => lane(delivery, 'dev').running !== undefined,
    );
    const isTold = () =>
      started.signals.some(({ message }) => message?.topic === 'release');
    expect(isTold()).toBe(false);
    await started.publish('quality-gates.evaluation', 'nonsense');
    // Together with another change only that one would be told.
    while (!isTold()) {
      await started.publish('quality-gates.evaluation', {
        entityRef: 'component:default/shop',
        verdict: 'passed',
      });
      await new Promise(resolve => setTimeout(resolve, 60));
    }
    expect(started.signals).toContainEqual({
      recipients: { type: 'broadcast' },
      channel: `delivery:${ref}`,
      message: { entityRef: ref, topic: 'release' },
    });
  });

  it('offers actions that see and may what the caller sees and may', async () => {
    const started = await startBoth();
    await until(
      started,
      delivery => lane(delivery, 'dev').running !== undefined,
    );
    const credentials = mockCredentials.user('user:default/ann');
    const { output } = await started.actions.invoke({
      id: 'test:get-service',
      input: { entityRef: 'shop' },
      credentials,
    });
    expect(output).toMatchObject({
      environments: [
        { name: 'dev', running: oldTag, health: 'healthy', readyPods: 2 },
        { name: 'prod' },
      ],
      holds: [],
    });
    const plan = await started.actions.invoke({
      id: 'test:plan-rollback',
      input: { entityRef: ref, environment: 'dev' },
      credentials,
    });
    expect(plan.output).toMatchObject({
      possible: false,
      from: oldTag,
      blockers: expect.arrayContaining([
        'It is not configured where the image tag of this environment is kept',
      ]),
    });
    const rollBack = (reason: string) =>
      started.actions.invoke({
        id: 'test:roll-back',
        input: {
          entityRef: ref,
          environment: 'dev',
          toTag: oldTag,
          reason,
          fingerprint: 'f',
        },
        credentials,
      });
    await expect(rollBack('x')).rejects.toThrow(/at least 3 characters/);
    await expect(rollBack('5xx')).rejects.toThrow(/image tag/);
    await started.stop();

    world = await startWorld({
      clusters: {},
      decision: AuthorizeResult.DENY,
    });
    for (const [id, input] of [
      ['test:get-service', { entityRef: ref }],
      ['test:plan-rollback', { entityRef: ref, environment: 'dev' }],
    ] as const) {
      await expect(
        world.actions.invoke({ id, input, credentials }),
      ).rejects.toThrow(/may not see/);
    }
  });

  it('checks requests against its specification', async () => {
    const started = await startBoth();
    for (const query of ['limit=1000', 'limit=many', 'colour=red']) {
      const answer = await request(started.server).get(
        `/api/delivery/services?${query}`,
      );
      expect([query, answer.status]).toEqual([query, 400]);
    }
  });

  it('lists the fleet, page by page, without what one may not see', async () => {
    const started = await startBoth();
    await until(
      started,
      delivery =>
        lane(delivery, 'dev').running !== undefined &&
        lane(delivery, 'prod').running !== undefined,
    );
    const { body } = await request(started.server)
      .get('/api/delivery/services?limit=10')
      .expect(200);
    expect(body.items).toEqual([
      {
        entityRef: ref,
        environments: [
          expect.objectContaining({
            name: 'dev',
            tier: 'development',
            running: { tag: oldTag, label: '1.41.3', commit: '9f8e7d6' },
            health: 'healthy',
            sync: 'synced',
            stale: false,
          }),
          expect.objectContaining({ name: 'prod', sync: 'not-managed' }),
        ],
      },
    ]);
    await world?.stop();
    world = await startWorld({
      clusters: {},
      decision: AuthorizeResult.DENY,
    });
    const denied = await request(world.server)
      .get('/api/delivery/services')
      .expect(200);
    expect(denied.body.items).toEqual([]);
  });
});
