import type { EnvironmentTier, Version } from './environment';
import type { Link, Sentence } from './sentence';

/** @public */
export const rollbackStates = [
  'requested',
  'pending-approval',
  'approved',
  'mitigating',
  'converging',
  'verifying',
  'succeeded',
  'failed',
  'rejected',
  'cancelled',
  'expired',
  'superseded',
] as const;
/** @public */
export type RollbackState = (typeof rollbackStates)[number];

/** The four phases a person watches. @public */
export const rollbackPhases = [
  'mitigate',
  'converge',
  'verify',
  'hold',
] as const;
/** @public */
export type RollbackPhase = (typeof rollbackPhases)[number];

/**
 * How the release is taken back; chosen by the planner from the state of the environment.
 *
 * `stop-canary` answers Flagger's rollback gate, then writes the tag back. `write-tag` writes the tag back (rolling
 * environments). `undo-primary` undoes the primary Deployment first because a tag alone would start a new canary with
 * bad traffic, then writes the tag back.
 *
 * @public
 */
export const rollbackStrategies = [
  'stop-canary',
  'write-tag',
  'undo-primary',
] as const;
/** @public */
export type RollbackStrategyName = (typeof rollbackStrategies)[number];

/** A version one could go back to. @public */
export interface RollbackTarget {
  version: Version;
  /** Ran in this environment without being rolled back, long enough to count. */
  verified: boolean;
  /** Verified or not, and for how long, gates, held: shown beside the radio button. */
  notes: Sentence[];
  /** Cannot be chosen, with the reason in `notes`. */
  disabled: boolean;
  deployedAt?: string;
}

/** @public */
export interface PlannedStep {
  phase: RollbackPhase;
  /** What will be done, e.g. "Write image.tag 1.42.0 → 1.41.3 in environments/prod/heal7-backend/values-prod.yaml". */
  text: Sentence;
  /** Upper bound in seconds when one is known. */
  withinSeconds?: number;
}

/** What would happen; pure result, made before anything is done and stored with the rollback. @public */
export interface RollbackPlan {
  entityRef: string;
  environment: string;
  tier: EnvironmentTier;
  strategy: RollbackStrategyName;
  from: Version;
  to?: Version;
  targets: RollbackTarget[];
  steps: PlannedStep[];
  warnings: Sentence[];
  /** Non-empty = the rollback cannot be started; each says why. */
  blockers: Sentence[];
  /** Text the user must type to confirm (production), undefined = not asked. */
  confirmation?: string;
  approval: { required: boolean; reason: Sentence };
  /** Hash over the facts the plan was made from; a request with an older one is refused (409). */
  fingerprint: string;
}

/** @public */
export interface RollbackStep {
  phase: RollbackPhase;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  startedAt?: string;
  finishedAt?: string;
  /** What is happening or happened, e.g. "commit 77aa… synced". */
  detail?: Sentence;
  links?: Link[];
}

/** @public */
export interface RollbackEvent {
  at: string;
  state: RollbackState;
  actor?: string;
  message: Sentence;
}

/** @public */
export interface Rollback {
  id: string;
  entityRef: string;
  environment: string;
  state: RollbackState;
  strategy: RollbackStrategyName;
  from: Version;
  to: Version;
  reason: string;
  requestedBy: string;
  requestedAt: string;
  updatedAt: string;
  finishedAt?: string;
  plan: RollbackPlan;
  steps: RollbackStep[];
  /** Oldest first. */
  events: RollbackEvent[];
  /** Final sentence. */
  outcome?: Sentence;
}

/** A version that must not come back to an environment until someone lifts the hold. @public */
export interface Hold {
  id: string;
  entityRef: string;
  environment: string;
  version: Version;
  reason: string;
  createdAt: string;
  createdBy: string;
  rollbackId?: string;
}

/** Body of `POST /rollbacks/plan`. @public */
export interface RollbackPlanRequest {
  entityRef: string;
  environment: string;
  /** Image tag to go back to; absent = the planner proposes the last verified one. */
  toTag?: string;
}

/** Body of `POST /rollbacks`. @public */
export interface RollbackRequest {
  entityRef: string;
  environment: string;
  toTag: string;
  /** Required, 3 to 500 characters. */
  reason: string;
  /** `fingerprint` of the plan the user saw. */
  fingerprint: string;
  /** Client-made; the same key gives the same rollback. */
  idempotencyKey: string;
}
