import type { RolloutPhase, Sentence } from '../types';
import {
  gatePatienceSeconds,
  polledPhases,
  promotingPhases,
} from './choose-strategy';
import {
  awaitingPods,
  fail,
  newer,
  podsCarryTarget,
  secondsSince,
  type RollbackDecision,
} from './rollback-decision';
import type { RollbackObservation, RollbackRun } from './rollback-facts';
import type { RollbackPolicy } from './rollback-policy';
import { runSentences } from './run-sentences';

/** Before anything was done, and until users are safe. @internal */
export function begin(
  run: RollbackRun,
  seen: RollbackObservation,
  now: Date,
  policy: RollbackPolicy,
): RollbackDecision {
  if (seen.problem) {
    return secondsSince(run.progress.since, now) > policy.mitigateTimeoutSeconds
      ? fail(runSentences.mitigationTimedOut(policy.mitigateTimeoutSeconds))
      : { kind: 'wait', message: runSentences.unreachable(seen.problem.text) };
  }
  const superseded = newer(run, seen);
  if (superseded) return superseded;
  return run.strategy === 'write-tag'
    ? { kind: 'move', to: 'converging', message: runSentences.converging() }
    : { kind: 'move', to: 'mitigating', message: runSentences.mitigating() };
}

function mitigated(
  run: RollbackRun,
  phase: RolloutPhase | undefined,
): Sentence {
  if (run.progress.primaryUndoneAt) return runSentences.primaryBack(run.to);
  return phase === 'failed'
    ? runSentences.canaryStopped(run.from)
    : runSentences.usersSafe(run.to);
}

const goOn = (achieved: Sentence): RollbackDecision => ({
  kind: 'move',
  to: 'converging',
  message: runSentences.converging(),
  done: { mitigate: achieved },
});

/** @internal */
export function mitigate(
  run: RollbackRun,
  seen: RollbackObservation,
  now: Date,
  policy: RollbackPolicy,
): RollbackDecision {
  const { progress } = run;
  const phase = seen.canary?.phase;
  const promoting = isOneOf(promotingPhases, phase);
  const wait = promoting
    ? promotionPatience(run, now, policy)
    : mitigationPatience(run, seen, now, policy);

  if (seen.problem) return wait(runSentences.unreachable(seen.problem.text));
  const superseded = newer(run, seen);
  if (superseded) return superseded;

  if (promoting) {
    return awaitPromotion(
      progress,
      wait(runSentences.awaitingPromotion(phase)),
    );
  }
  if (progress.awaitedPromotion && !progress.mitigationSince) {
    // The clock of the mitigation itself starts when the promotion has ended.
    return {
      kind: 'remember',
      progress: { mitigationSince: now.toISOString() },
      phase: 'mitigate',
      message: runSentences.mitigating(),
    };
  }
  if (isOneOf(polledPhases, phase)) {
    return throughTheGate(run, seen, now, wait);
  }
  return (
    unsettled(run, seen, wait) ?? backToThePrimary(run, seen, now, policy, wait)
  );
}

function isOneOf(
  phases: readonly RolloutPhase[],
  phase: RolloutPhase | undefined,
): phase is RolloutPhase {
  return phase !== undefined && phases.includes(phase);
}

/** Waits, or gives up when it has taken too long. */
type Wait = (message: Sentence) => RollbackDecision;

function promotionPatience(
  { progress }: RollbackRun,
  now: Date,
  { promotionTimeoutSeconds }: RollbackPolicy,
): Wait {
  return message =>
    secondsSince(progress.since, now) > promotionTimeoutSeconds
      ? fail(runSentences.promotionTimedOut(promotionTimeoutSeconds))
      : { kind: 'wait', phase: 'mitigate', message };
}

function mitigationPatience(
  { progress }: RollbackRun,
  seen: RollbackObservation,
  now: Date,
  { mitigateTimeoutSeconds }: RollbackPolicy,
): Wait {
  // With a slow Flagger the gate needs longer than the policy grants for things that happen at once.
  const limit = progress.gateOpenedAt
    ? Math.max(
        mitigateTimeoutSeconds,
        gatePatienceSeconds(seen.canary?.intervalSeconds ?? 0),
      )
    : mitigateTimeoutSeconds;
  return message =>
    mitigatingFor(progress, now) > limit
      ? fail(runSentences.mitigationTimedOut(limit))
      : { kind: 'wait', phase: 'mitigate', message };
}

function mitigatingFor(
  { mitigationSince, since }: RollbackRun['progress'],
  now: Date,
): number {
  return secondsSince(mitigationSince ?? since, now);
}

function awaitPromotion(
  progress: RollbackRun['progress'],
  waiting: RollbackDecision,
): RollbackDecision {
  return waiting.kind === 'wait' && !progress.awaitedPromotion
    ? {
        kind: 'remember',
        progress: { awaitedPromotion: true },
        phase: 'mitigate',
        message: waiting.message,
      }
    : waiting;
}

/** Flagger asks the rollback gate while it analyses: opening it stops the canary. */
function throughTheGate(
  run: RollbackRun,
  seen: RollbackObservation,
  now: Date,
  wait: Wait,
): RollbackDecision {
  const { gateOpenedAt } = run.progress;
  if (seen.desiredTag === run.to.tag) {
    // Git was turned back by somebody already; Flagger ends the run by itself.
    return wait(runSentences.awaitingFlagger());
  }
  if (!gateOpenedAt) {
    return {
      kind: 'command',
      command: { kind: 'open-gate' },
      phase: 'mitigate',
      message: runSentences.openingGate(run.from),
    };
  }
  if (
    seen.canary?.ready === false &&
    secondsSince(gateOpenedAt, now) >
      gatePatienceSeconds(seen.canary.intervalSeconds)
  ) {
    // Flagger waits for pods that do not become ready. Going back to the promoted template begins no new analysis.
    return goOn(runSentences.gateNotAsked(run.from));
  }
  return wait(runSentences.awaitingFlagger());
}

/** Neither analysing nor settled. */
function unsettled(
  run: RollbackRun,
  { canary }: RollbackObservation,
  wait: Wait,
): RollbackDecision | undefined {
  switch (canary?.phase) {
    case 'waiting':
      // It has no traffic, and no gate is asked but the one that lets it begin, which says no to this version.
      return goOn(runSentences.canaryNotBegun(run.from));
    case 'terminating':
    case 'terminated':
      return fail(runSentences.canaryUnusable(canary.phase));
    case 'initializing':
      return wait(runSentences.awaitingPromotion(canary.phase));
    case 'failed':
      // Since 1.44 "failed" can leave traffic on the canary.
      return (canary.weight ?? 0) > 0
        ? wait(runSentences.awaitingFlagger())
        : undefined;
    default:
      return undefined;
  }
}

/** Flagger is settled (succeeded, initialized, failed) or gone: what do users get? */
function backToThePrimary(
  run: RollbackRun,
  seen: RollbackObservation,
  now: Date,
  { mitigateTimeoutSeconds }: RollbackPolicy,
  wait: Wait,
): RollbackDecision {
  if (podsCarryTarget(run, seen)) {
    return goOn(mitigated(run, seen.canary?.phase));
  }
  if (seen.servingTag === run.to.tag) return wait(awaitingPods(seen));
  if (!seen.canary) return fail(runSentences.canaryUnusable('gone'));
  if (!seen.primaryRevision) return fail(runSentences.revisionGone(run.to));
  return mitigatingFor(run.progress, now) > mitigateTimeoutSeconds
    ? fail(runSentences.mitigationTimedOut(mitigateTimeoutSeconds))
    : {
        kind: 'command',
        command: { kind: 'undo-primary', revision: seen.primaryRevision },
        phase: 'mitigate',
        message: runSentences.undoingPrimary(seen.primaryRevision),
      };
}
