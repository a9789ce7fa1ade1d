import type {
  EnvironmentState,
  Release,
  Rollout,
  ServiceDelivery,
  Version,
} from '@heal7/backstage-plugin-delivery-common';

import { v1, v2, v3 } from './versions';

export * from './rollbackFixtures';
export * from './versions';

/** Hand-made data of the tests: a service called `tea-shop` with a canary in production. */
export const now = Date.parse('2026-03-02T12:00:00Z');

export const environment = (
  part: Partial<EnvironmentState> & Pick<EnvironmentState, 'name' | 'title'>,
): EnvironmentState => ({
  tier: 'development',
  cluster: 'north',
  namespace: part.name,
  strategy: 'rolling',
  running: v3,
  desired: v3,
  health: 'healthy',
  sync: 'synced',
  pods: { ready: 2, desired: 2 },
  deployedAt: '2026-03-02T11:56:00Z',
  observedAt: '2026-03-02T11:59:58Z',
  stale: false,
  links: [],
  actions: [{ action: 'rollback', allowed: true }],
  problems: [],
  ...part,
});

export const rollout: Rollout = {
  name: 'tea-shop',
  phase: 'progressing',
  active: true,
  canary: v3,
  stable: v2,
  weight: 30,
  reportedWeight: 30,
  routeAgrees: true,
  maxWeight: 50,
  stepWeight: 10,
  step: 3,
  steps: 5,
  failedChecks: 2,
  threshold: 5,
  intervalSeconds: 60,
  startedAt: '2026-03-02T11:56:00Z',
  metrics: [
    {
      name: 'request-success-rate',
      unit: '%',
      threshold: { min: 99 },
      canary: { kind: 'number', value: 93.8, at: '2026-03-02T11:59:00Z' },
      stable: { kind: 'number', value: 99.7, at: '2026-03-02T11:59:00Z' },
      verdict: 'failed',
      reason: {
        code: 'metric-counts-compared',
        params: {
          errors: 31,
          requests: 498,
          stableErrors: 4,
          stableRequests: 1160,
          bound: 'min 99 %',
        },
        text: '31 of 498 canary requests failed, stable 4 of 1,160 (success rate min 99 %).',
      },
      canarySeries: [
        [now - 120_000, 99.5],
        [now - 60_000, null],
        [now, 93.8],
      ],
      stableSeries: [
        [now - 120_000, 99.8],
        [now, 99.7],
      ],
    },
    {
      name: 'request-duration',
      unit: 'ms',
      threshold: { max: 500 },
      canary: { kind: 'no-data', at: '2026-03-02T11:59:00Z' },
      stable: { kind: 'error', at: '2026-03-02T11:59:00Z', message: 'timeout' },
      verdict: 'inconclusive',
      reason: {
        code: 'metric-no-data',
        params: { metric: 'request-duration' },
        text: 'No data for request-duration: the canary had no traffic.',
      },
      canarySeries: [],
      stableSeries: [],
    },
  ],
  timeline: [
    {
      at: '2026-03-02T11:58:00Z',
      type: 'warning',
      message: 'Halt tea-shop advancement success rate 93.80% < 99%',
      kind: 'halt',
    },
    {
      at: '2026-03-02T11:57:00Z',
      type: 'normal',
      message: 'Advance tea-shop canary weight 30',
      kind: 'advance',
      weight: 30,
    },
  ],
  weightSeries: [
    [now - 180_000, 10],
    [now - 60_000, 30],
  ],
};

export const development = environment({ name: 'dev', title: 'Development' });
export const staging = environment({
  name: 'staging',
  title: 'Staging',
  tier: 'staging',
});
export const production = environment({
  name: 'prod',
  title: 'Production',
  tier: 'production',
  cluster: 'south',
  strategy: 'canary',
  running: v1,
  desired: v3,
  rollout,
  pods: { ready: 5, desired: 5 },
  actions: [
    { action: 'stop-canary', allowed: true },
    {
      action: 'rollback',
      allowed: false,
      reason: {
        code: 'not-an-owner',
        text: 'Only owners of tea-shop may roll back production.',
      },
    },
  ],
});

export const release = (of: Version, part: Partial<Release> = {}): Release => ({
  version: of,
  stations: [
    {
      id: 'commit',
      state: 'passed',
      at: '2026-03-02T11:40:00Z',
      links: of.links ?? [],
    },
    { id: 'gates', state: 'passed', links: [] },
    { id: 'image', state: 'passed', durationSeconds: 95, links: [] },
    { id: 'dev', state: 'passed', links: [] },
    { id: 'staging', state: 'running', links: [] },
    {
      id: 'prod',
      state: 'waiting',
      note: { code: 'station-weight', params: { weight: 30 }, text: '30 %' },
      links: [],
    },
  ],
  leadTimeSeconds: 1_560,
  complete: false,
  ...part,
});

export const delivery: ServiceDelivery = {
  entityRef: 'component:default/tea-shop',
  generatedAt: '2026-03-02T11:59:59Z',
  headline: {
    code: 'canary-halted',
    text: 'Canary of 2.3.0 in Production is halted: success rate 93.8 % (min 99 %).',
    severity: 'warning',
    environment: 'prod',
  },
  environments: [development, staging, production],
  releases: [
    release(v3),
    release(v2),
    release(v1, {
      complete: true,
      stations: ['commit', 'gates', 'image', 'dev', 'staging', 'prod'].map(
        id => ({ id, state: 'passed' as const, links: [] }),
      ),
    }),
  ],
  history: [
    {
      id: 'd2',
      environment: 'prod',
      from: v2,
      to: v1,
      startedAt: '2026-03-01T10:00:00Z',
      finishedAt: '2026-03-01T10:02:00Z',
      outcome: 'succeeded',
      kind: 'rollback',
      actor: 'user:default/haneul',
      reason: 'memory leak',
      rollbackId: 'rb-0',
      links: [],
    },
    {
      id: 'd1',
      environment: 'prod',
      from: v1,
      to: v2,
      startedAt: '2026-03-01T09:00:00Z',
      outcome: 'rolled-back',
      kind: 'canary',
      links: [],
    },
  ],
  rollbacks: [],
  holds: [],
  problems: [],
};
