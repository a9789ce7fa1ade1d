import { KubeObject } from '../kubernetes/object-store';
import {
  numberOf,
  objectOf,
  objectsOf,
  stringMapOf,
  stringOf,
} from '../kubernetes/store/json';

export const canaryPhases = [
  'Initializing',
  'Initialized',
  'Waiting',
  'Progressing',
  'WaitingPromotion',
  'Promoting',
  'Finalising',
  'Succeeded',
  'Failed',
  'Terminating',
  'Terminated',
] as const;
export type CanaryPhase = (typeof canaryPhases)[number];

export interface CanaryCondition {
  type: 'Promoted';
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  lastUpdateTime: string;
  lastTransitionTime: string;
}

/** `status` of a Canary, field by field as Flagger writes it. */
export interface CanaryStatus {
  phase?: CanaryPhase;
  canaryWeight: number;
  failedChecks: number;
  iterations: number;
  lastAppliedSpec: string;
  lastPromotedSpec: string;
  lastTransitionTime?: string;
  trackedConfigs: Record<string, string>;
  conditions: CanaryCondition[];
}

/** The part that {@link syncStatus} replaces. */
export interface StatusChange {
  phase: CanaryPhase;
  canaryWeight?: number;
  failedChecks?: number;
  iterations?: number;
}

export function readStatus(canary: KubeObject): CanaryStatus {
  const status = objectOf(canary.status);
  return {
    phase: canaryPhases.find(phase => phase === status.phase),
    canaryWeight: numberOf(status.canaryWeight) ?? 0,
    failedChecks: numberOf(status.failedChecks) ?? 0,
    iterations: numberOf(status.iterations) ?? 0,
    lastAppliedSpec: stringOf(status.lastAppliedSpec) ?? '',
    lastPromotedSpec: stringOf(status.lastPromotedSpec) ?? '',
    lastTransitionTime: stringOf(status.lastTransitionTime),
    trackedConfigs: stringMapOf(status.trackedConfigs),
    conditions: objectsOf(status.conditions).map(condition => ({
      type: 'Promoted',
      status:
        condition.status === 'True' || condition.status === 'False'
          ? condition.status
          : 'Unknown',
      reason: stringOf(condition.reason) ?? '',
      message: stringOf(condition.message) ?? '',
      lastUpdateTime: stringOf(condition.lastUpdateTime) ?? '',
      lastTransitionTime: stringOf(condition.lastTransitionTime) ?? '',
    })),
  };
}

/** Flagger's SyncStatus: everything anew, with the hash of what the target carries now. */
export function syncStatus(
  status: CanaryStatus,
  change: StatusChange,
  targetHash: string,
  now: string,
): CanaryStatus {
  const next: CanaryStatus = {
    ...status,
    phase: change.phase,
    canaryWeight: change.canaryWeight ?? 0,
    failedChecks: change.failedChecks ?? 0,
    iterations: change.iterations ?? 0,
    lastAppliedSpec: targetHash,
    lastTransitionTime: now,
  };
  if (change.phase === 'Initialized') {
    next.lastPromotedSpec = targetHash;
  }
  return withCondition(next, change.phase, now);
}

/** Flagger's SetStatusPhase: weight and iterations go to zero in every phase but Progressing and Waiting. */
export function setPhase(
  status: CanaryStatus,
  phase: CanaryPhase,
  iterations: number,
  now: string,
): CanaryStatus {
  const next: CanaryStatus = { ...status, phase, lastTransitionTime: now };
  if (phase !== 'Progressing' && phase !== 'Waiting') {
    next.canaryWeight = 0;
    next.iterations =
      phase === 'WaitingPromotion' ? Math.max(0, iterations - 1) : 0;
  }
  if (phase === 'Initialized' || phase === 'Succeeded') {
    next.lastPromotedSpec = status.lastAppliedSpec;
  }
  return withCondition(next, phase, now);
}

function withCondition(
  status: CanaryStatus,
  phase: CanaryPhase,
  now: string,
): CanaryStatus {
  const [current] = status.conditions;
  const value = conditionStatus(phase);
  if (current?.status === value && current.reason === phase) {
    return status;
  }
  return {
    ...status,
    conditions: [
      {
        type: 'Promoted',
        status: value,
        reason: phase,
        message: conditionMessage(phase),
        lastUpdateTime: now,
        lastTransitionTime:
          current?.status === value ? current.lastTransitionTime : now,
      },
    ],
  };
}

function conditionStatus(phase: CanaryPhase): CanaryCondition['status'] {
  if (phase === 'Initialized' || phase === 'Succeeded') {
    return 'True';
  }
  return phase === 'Failed' ? 'False' : 'Unknown';
}

function conditionMessage(phase: CanaryPhase): string {
  switch (phase) {
    case 'Initialized':
      return 'Deployment initialization completed.';
    case 'Waiting':
    case 'WaitingPromotion':
      return 'Waiting for approval.';
    case 'Progressing':
      return 'New revision detected, progressing canary analysis.';
    case 'Promoting':
      return 'Canary analysis completed, starting primary rolling update.';
    case 'Finalising':
      return 'Canary analysis completed, routing all traffic to primary.';
    case 'Succeeded':
      return 'Canary analysis completed successfully, promotion finished.';
    case 'Failed':
      return 'Canary analysis failed, Deployment scaled to zero.';
    default:
      return 'New Deployment detected, starting initialization.';
  }
}
