import type {
  Deployment,
  HealthState,
  MetricVerdict,
  RollbackPhase,
  RollbackState,
  RollbackStep,
  RolloutPhase,
  StationState,
  SyncState,
} from '@heal7/backstage-plugin-delivery-common';
import type { Tone } from './tone';

/** @internal */
export const stationTones: Record<StationState, Tone> = {
  waiting: 'neutral',
  running: 'running',
  passed: 'positive',
  failed: 'negative',
  unknown: 'warning',
  'rolled-back': 'warning',
};

/** @internal */
export const stationKeys = {
  waiting: 'station.waiting',
  running: 'station.running',
  passed: 'station.passed',
  failed: 'station.failed',
  unknown: 'station.unknown',
  'rolled-back': 'station.rolledBack',
} as const satisfies Record<StationState, string>;

/** @internal */
export const healthTones: Record<HealthState, Tone> = {
  degraded: 'negative',
  missing: 'negative',
  progressing: 'running',
  suspended: 'warning',
  unknown: 'warning',
  healthy: 'positive',
};

/** @internal */
export const healthKeys = {
  degraded: 'health.degraded',
  missing: 'health.missing',
  progressing: 'health.progressing',
  suspended: 'health.suspended',
  unknown: 'health.unknown',
  healthy: 'health.healthy',
} as const satisfies Record<HealthState, string>;

/** @internal */
export const syncTones: Record<SyncState, Tone> = {
  'out-of-sync': 'warning',
  unknown: 'warning',
  'not-managed': 'neutral',
  synced: 'positive',
};

/** @internal */
export const syncKeys = {
  'out-of-sync': 'sync.outOfSync',
  unknown: 'sync.unknown',
  'not-managed': 'sync.notManaged',
  synced: 'sync.synced',
} as const satisfies Record<SyncState, string>;

/** @internal */
export const phaseTones: Record<RolloutPhase, Tone> = {
  initializing: 'running',
  initialized: 'neutral',
  waiting: 'warning',
  progressing: 'running',
  'waiting-promotion': 'warning',
  promoting: 'running',
  finalising: 'running',
  succeeded: 'positive',
  failed: 'negative',
  terminating: 'neutral',
  terminated: 'neutral',
};

/** @internal */
export const phaseKeys = {
  initializing: 'phase.initializing',
  initialized: 'phase.initialized',
  waiting: 'phase.waiting',
  progressing: 'phase.progressing',
  'waiting-promotion': 'phase.waitingPromotion',
  promoting: 'phase.promoting',
  finalising: 'phase.finalising',
  succeeded: 'phase.succeeded',
  failed: 'phase.failed',
  terminating: 'phase.terminating',
  terminated: 'phase.terminated',
} as const satisfies Record<RolloutPhase, string>;

/** No data and no answer are neither good nor bad. @internal */
export const verdictTones: Record<MetricVerdict, Tone> = {
  passed: 'positive',
  failed: 'negative',
  inconclusive: 'warning',
  error: 'warning',
};

/** @internal */
export const verdictKeys = {
  passed: 'verdict.passed',
  failed: 'verdict.failed',
  inconclusive: 'verdict.inconclusive',
  error: 'verdict.error',
} as const satisfies Record<MetricVerdict, string>;

/** @internal */
export const outcomeTones: Record<Deployment['outcome'], Tone> = {
  running: 'running',
  succeeded: 'positive',
  failed: 'negative',
  'rolled-back': 'warning',
  superseded: 'neutral',
};

/** @internal */
export const outcomeKeys = {
  running: 'outcome.running',
  succeeded: 'outcome.succeeded',
  failed: 'outcome.failed',
  'rolled-back': 'outcome.rolledBack',
  superseded: 'outcome.superseded',
} as const satisfies Record<Deployment['outcome'], string>;

/** @internal */
export const rollbackTones: Record<RollbackState, Tone> = {
  requested: 'running',
  'pending-approval': 'warning',
  approved: 'running',
  mitigating: 'running',
  converging: 'running',
  verifying: 'running',
  succeeded: 'positive',
  failed: 'negative',
  rejected: 'negative',
  cancelled: 'neutral',
  expired: 'neutral',
  superseded: 'neutral',
};

/** @internal */
export const rollbackStateKeys = {
  requested: 'rollbackState.requested',
  'pending-approval': 'rollbackState.pendingApproval',
  approved: 'rollbackState.approved',
  mitigating: 'rollbackState.mitigating',
  converging: 'rollbackState.converging',
  verifying: 'rollbackState.verifying',
  succeeded: 'rollbackState.succeeded',
  failed: 'rollbackState.failed',
  rejected: 'rollbackState.rejected',
  cancelled: 'rollbackState.cancelled',
  expired: 'rollbackState.expired',
  superseded: 'rollbackState.superseded',
} as const satisfies Record<RollbackState, string>;

/** @internal */
export const rollbackPhaseKeys = {
  mitigate: 'rollbackPhase.mitigate',
  converge: 'rollbackPhase.converge',
  verify: 'rollbackPhase.verify',
  hold: 'rollbackPhase.hold',
} as const satisfies Record<RollbackPhase, string>;

/** @internal */
export const stepTones: Record<RollbackStep['state'], Tone> = {
  waiting: 'neutral',
  running: 'running',
  done: 'positive',
  failed: 'negative',
  skipped: 'neutral',
};

/** @internal */
export const stepKeys = {
  waiting: 'stepState.waiting',
  running: 'stepState.running',
  done: 'stepState.done',
  failed: 'stepState.failed',
  skipped: 'stepState.skipped',
} as const satisfies Record<RollbackStep['state'], string>;
