import type { EnvironmentTier } from '../types';

/**
 * The numbers a rollback goes by. All durations in seconds.
 *
 * @public
 */
export interface RollbackPolicy {
  /** A version counts as verified when it ran this long without being rolled back. Default 600. */
  minVerifiedSeconds: number;
  /** How long the pods must stay ready on the target before it counts as done. Default 300. */
  verifySeconds: number;
  /** Mitigation must have taken effect after this. Default 300. */
  mitigateTimeoutSeconds: number;
  /** Upper bound for a promotion that has to finish before mitigation can begin. Default 1800. */
  promotionTimeoutSeconds: number;
  /** Git written, Argo CD synced and pods replaced after this. Default 900. */
  convergeTimeoutSeconds: number;
  /** Added to `verifySeconds`: pods that never settle fail after this. Default 600. */
  verifyTimeoutSeconds: number;
  /** Argo CD is asked again when it has not synced after this. Default 30. */
  refreshIntervalSeconds: number;
  /** A request nobody approves expires after this. Default 14400 (4 h). */
  approvalSeconds: number;
  /** Tiers in which somebody else must approve, unless the requester could approve it. Default: staging only. */
  approvalTiers: readonly EnvironmentTier[];
}

/** @public */
export const defaultRollbackPolicy: RollbackPolicy = {
  minVerifiedSeconds: 600,
  verifySeconds: 300,
  mitigateTimeoutSeconds: 300,
  promotionTimeoutSeconds: 1800,
  convergeTimeoutSeconds: 900,
  verifyTimeoutSeconds: 600,
  refreshIntervalSeconds: 30,
  approvalSeconds: 14_400,
  approvalTiers: ['staging'],
};
