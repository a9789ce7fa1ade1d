import type {
  Deployment,
  EnvironmentState,
  Rollout,
  RolloutPhase,
  Version,
} from '../../types';
import type {
  RollbackFacts,
  RollbackObservation,
  RollbackRun,
} from '../rollback-facts';

/** Builders for the tables of this folder's tests; not exported from the package. */
export const version = (label: string, commit = 'a1b2c3d'): Version => ({
  tag: `${label}-${commit}`,
  label,
  commit,
});
export const good = version('1.41.3', '9f8e7d6');
export const bad = version('1.42.0', 'a1b2c3d');
export const older = version('1.41.2', '1111111');
export const now = new Date('2025-11-20T12:00:00.000Z');
export const ago = (seconds: number): string =>
  new Date(now.getTime() - seconds * 1000).toISOString();

export const rollout = (
  phase: RolloutPhase,
  overrides: Partial<Rollout> = {},
): Rollout => ({
  name: 'pay',
  phase,
  active: !['succeeded', 'failed', 'initialized', 'terminated'].includes(phase),
  canary: bad,
  stable: good,
  weight: 30,
  reportedWeight: 30,
  routeAgrees: true,
  maxWeight: 50,
  stepWeight: 10,
  step: 3,
  steps: 5,
  failedChecks: 0,
  threshold: 5,
  intervalSeconds: 60,
  metrics: [],
  timeline: [],
  weightSeries: [],
  ...overrides,
});

export const environment = (
  overrides: Partial<EnvironmentState> = {},
): EnvironmentState => ({
  name: 'prod',
  title: 'Production',
  tier: 'production',
  cluster: 'prod-1',
  namespace: 'pay-prod',
  strategy: 'rolling',
  running: bad,
  desired: bad,
  health: 'healthy',
  sync: 'synced',
  pods: { ready: 2, desired: 2 },
  stale: false,
  links: [],
  actions: [],
  problems: [],
  ...overrides,
});

export const deployment = (
  to: Version,
  secondsAgo: number,
  overrides: Partial<Deployment> = {},
): Deployment => ({
  id: `${to.tag}@${secondsAgo}`,
  environment: 'prod',
  to,
  startedAt: ago(secondsAgo + 30),
  finishedAt: ago(secondsAgo),
  outcome: 'succeeded',
  kind: 'deployment',
  links: [],
  ...overrides,
});

export const facts = (
  overrides: Partial<Omit<RollbackFacts, 'environment'>> & {
    environment?: Partial<EnvironmentState>;
  } = {},
): RollbackFacts => ({
  entityRef: 'component:default/pay',
  service: 'pay',
  deploymentName: 'pay',
  revisions: [],
  history: [
    deployment(bad, 300),
    deployment(good, 7200),
    deployment(older, 90_000),
  ],
  manifests: {
    path: 'environments/prod/pay/values-prod.yaml',
    key: 'image.tag',
  },
  holds: [],
  ...overrides,
  environment: environment(overrides.environment),
});

export const run = (overrides: Partial<RollbackRun> = {}): RollbackRun => ({
  id: 'r1',
  state: 'mitigating',
  strategy: 'stop-canary',
  from: bad,
  to: good,
  environmentTitle: 'Production',
  requestedAt: ago(60),
  progress: { since: ago(10) },
  ...overrides,
});

export const seen = (
  overrides: Partial<RollbackObservation> = {},
): RollbackObservation => ({
  desiredTag: bad.tag,
  servingTag: bad.tag,
  pods: { desired: 2, readyWithTarget: 0, withOther: 2 },
  application: { sync: 'synced', revision: 'abc' },
  ...overrides,
});

export const back = { desired: 2, readyWithTarget: 2, withOther: 0 };
