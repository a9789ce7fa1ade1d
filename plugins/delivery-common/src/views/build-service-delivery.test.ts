import type { EnvironmentState } from '../types';
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
