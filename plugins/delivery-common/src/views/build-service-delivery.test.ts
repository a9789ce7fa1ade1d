import type { EnvironmentState, Rollback, ServiceDelivery } from '../types';
import { attributeRollbacks } from './attribute-rollbacks';
import { buildServiceDelivery } from './build-service-delivery';
import { headline } from './headline';

const lane = (
  tier: EnvironmentState['tier'],
  more: Partial<EnvironmentState> = {},
): EnvironmentState => ({
  name: tier,
  title: tier,
  tier,
  strategy: 'rolling',
  running: { tag: 'a', label: 'a' },
  desired: { tag: 'a', label: 'a' },
  health: 'healthy',
  sync: 'synced',
  pods: { ready: 2, desired: 2 },
  stale: false,
  links: [],
  actions: [],
  problems: [],
  ...more,
});
const rollout = (more: Partial<NonNullable<EnvironmentState['rollout']>>) => ({
  name: 'shop',
  phase: 'progressing' as const,
  active: true,
  canary: { tag: 'b', label: 'b' },
  reportedWeight: 10,
  weight: 10,
  routeAgrees: true,
  maxWeight: 50,
  stepWeight: 10,
  step: 1,
  steps: 5,
  failedChecks: 0,
  threshold: 5,
  intervalSeconds: 60,
  metrics: [],
  timeline: [],
  weightSeries: [],
  ...more,
});
const stopped = { code: 'canary-stopped', text: 'stopped' };

describe('headline', () => {
  it('is silent when all is well', () => {
    expect(headline([lane('development'), lane('production')])).toBeUndefined();
  });

  it('prefers errors, then what is nearest to the users', () => {
    const degraded = {
      health: 'degraded' as const,
      pods: { ready: 1, desired: 5 },
    };
    expect(
      headline([
        lane('development', degraded),
        lane('production', { stale: true }),
      ]),
    ).toMatchObject({ severity: 'error', environment: 'development' });
    expect(
      headline([lane('development', degraded), lane('production', degraded)]),
    ).toMatchObject({
      environment: 'production',
      text: 'production is degraded: 1 of 5 pods of a are ready.',
    });
  });

  it('tells of a stopped canary until its version is taken out of Git', () => {
    const failed = rollout({ phase: 'failed', active: false, reason: stopped });
    expect(
      headline([
        lane('production', {
          rollout: failed,
          desired: { tag: 'b', label: 'b' },
        }),
      ]),
    ).toMatchObject({ severity: 'error', code: 'canary-stopped' });
    expect(headline([lane('production', { rollout: failed })])).toBeUndefined();
  });

  it('shows a running canary when there is nothing worse', () => {
    expect(
      headline([lane('production', { rollout: rollout({}) })]),
    ).toMatchObject({
      severity: 'info',
      text: 'Canary of b in production: 10 % of 50 %.',
    });
  });
});

const empty = {
  entityRef: 'component:default/shop',
  deployments: [],
  runs: [],
  commits: [],
  problems: [],
};

it('buildServiceDelivery orders environments by tier and keeps 30 rows of history', () => {
  const delivery = buildServiceDelivery(
    {
      ...empty,
      environments: [lane('production'), lane('development'), lane('staging')],
      deployments: Array.from({ length: 40 }, (_, index) => ({
        id: String(index),
        environment: 'development',
        to: { tag: 'a', label: 'a' },
        startedAt: `2026-01-01T10:${String(index).padStart(2, '0')}:00Z`,
        outcome: 'succeeded',
        kind: 'deployment',
        links: [],
      })),
    },
    new Date('2026-01-01T12:00:00Z'),
  );
  expect(delivery.environments.map(({ name }) => name)).toEqual([
    'development',
    'staging',
    'production',
  ]);
  expect(delivery.history).toHaveLength(30);
  expect(delivery.history[0].id).toBe('39');
});

describe('attributeRollbacks', () => {
  const version = (tag: string) => ({ tag, label: tag });
  const rollback: Rollback = {
    id: 'r1',
    entityRef: empty.entityRef,
    environment: 'production',
    state: 'succeeded',
    strategy: 'write-tag',
    from: version('b'),
    to: version('a'),
    reason: '5xx on login',
    requestedBy: 'user:default/lead',
    requestedAt: '2026-01-01T11:00:00Z',
    updatedAt: '2026-01-01T11:05:00Z',
    steps: [],
    events: [],
    plan: {
      entityRef: empty.entityRef,
      environment: 'production',
      tier: 'production',
      strategy: 'write-tag',
      from: version('b'),
      targets: [],
      steps: [],
      warnings: [],
      blockers: [],
      approval: { required: false, reason: { code: 'none', text: '' } },
      fingerprint: 'f',
    },
  };
  const row = (
    id: string,
    to: string,
    startedAt: string,
    environment = 'production',
  ): ServiceDelivery['history'][number] => ({
    id,
    environment,
    to: version(to),
    startedAt,
    outcome: 'succeeded',
    kind: 'deployment',
    links: [],
  });
  const delivery: ServiceDelivery = {
    ...buildServiceDelivery({ ...empty, environments: [] }, new Date()),
    history: [
      row('back', 'a', '2026-01-01T11:01:00Z'),
      row('bad', 'b', '2026-01-01T10:00:00Z'),
      row('other', 'b', '2026-01-01T09:30:00Z', 'staging'),
      row('first', 'a', '2026-01-01T09:00:00Z'),
    ],
  };

  it('names person and reason at what was taken back and what came back', () => {
    const { history } = attributeRollbacks({
      ...delivery,
      rollbacks: [rollback],
    });
    const told = {
      rollbackId: 'r1',
      actor: 'user:default/lead',
      reason: '5xx on login',
    };
    expect(history[0]).toMatchObject({ id: 'back', kind: 'rollback', ...told });
    expect(history[1]).toMatchObject({
      id: 'bad',
      outcome: 'rolled-back',
      ...told,
    });
    expect(history.slice(2)).toEqual(delivery.history.slice(2));
  });

  it('leaves the history alone for a rollback that did nothing', () => {
    const rejected = { ...rollback, state: 'rejected' as const };
    expect(
      attributeRollbacks({ ...delivery, rollbacks: [rejected] }).history,
    ).toEqual(delivery.history);
  });
});
