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

/** @internal */
export function mitigate(
  run: RollbackRun,
  seen: RollbackObservation,
  now: Date,
  policy: RollbackPolicy,
): RollbackDecision {
  const { progress } = run;
  const phase = seen.canary?.phase;
  const promoting = phase !== undefined && promotingPhases.includes(phase);
  const elapsed = secondsSince(progress.mitigationSince ?? progress.since, now);
  const { mitigateTimeoutSeconds } = policy;
  // With a slow Flagger the gate needs longer than the policy grants for things that happen at once.
  const limit = progress.gateOpenedAt
    ? Math.max(
        mitigateTimeoutSeconds,
        gatePatienceSeconds(seen.canary?.intervalSeconds ?? 0),
      )
    : mitigateTimeoutSeconds;
  const goOn = (achieved: Sentence): RollbackDecision => ({
    kind: 'move',
    to: 'converging',
    message: runSentences.converging(),
    done: { mitigate: achieved },
  });
  const wait = (message: Sentence): RollbackDecision => {
    if (promoting) {
      return secondsSince(progress.since, now) > policy.promotionTimeoutSeconds
        ? fail(runSentences.promotionTimedOut(policy.promotionTimeoutSeconds))
        : { kind: 'wait', phase: 'mitigate', message };
    }
    return elapsed > limit
      ? fail(runSentences.mitigationTimedOut(limit))
      : { kind: 'wait', phase: 'mitigate', message };
  };

  if (seen.problem) return wait(runSentences.unreachable(seen.problem.text));
  const superseded = newer(run, seen);
  if (superseded) return superseded;

  if (promoting) {
    const message = runSentences.awaitingPromotion(phase);
    const waiting = wait(message);
    return waiting.kind === 'wait' && !progress.awaitedPromotion
      ? {
          kind: 'remember',
          progress: { awaitedPromotion: true },
          phase: 'mitigate',
          message,
        }
      : waiting;
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
  if (phase === 'waiting') {
    // It has no traffic, and no gate is asked but the one that lets it begin, which says no to this version.
    return goOn(runSentences.canaryNotBegun(run.from));
  }
  if (phase !== undefined && polledPhases.includes(phase)) {
    if (seen.desiredTag === run.to.tag) {
      // Git was turned back by somebody already; Flagger ends the run by itself.
      return wait(runSentences.awaitingFlagger());
    }
    if (
      progress.gateOpenedAt &&
      seen.canary?.ready === false &&
      secondsSince(progress.gateOpenedAt, now) >
        gatePatienceSeconds(seen.canary.intervalSeconds)
    ) {
      // Flagger waits for pods that do not become ready. Going back to the promoted template begins no new analysis.
      return goOn(runSentences.gateNotAsked(run.from));
    }
    return progress.gateOpenedAt
      ? wait(runSentences.awaitingFlagger())
      : {
          kind: 'command',
          command: { kind: 'open-gate' },
          phase: 'mitigate',
          message: runSentences.openingGate(run.from),
        };
  }
  if (phase === 'terminating' || phase === 'terminated')
    return fail(runSentences.canaryUnusable(phase));
  if (phase === 'initializing')
    return wait(runSentences.awaitingPromotion(phase));

  // Flagger is settled (succeeded, initialized, failed) or gone: what do users get?
  if (phase === 'failed' && (seen.canary?.weight ?? 0) > 0) {
    // Since 1.44 "failed" can leave traffic on the canary.
    return wait(runSentences.awaitingFlagger());
  }
  if (podsCarryTarget(run, seen)) {
    return goOn(mitigated(run, phase));
  }
  if (seen.servingTag === run.to.tag) return wait(awaitingPods(seen));
  if (!seen.canary) return fail(runSentences.canaryUnusable('gone'));
  if (!seen.primaryRevision) return fail(runSentences.revisionGone(run.to));
  return elapsed > policy.mitigateTimeoutSeconds
    ? fail(runSentences.mitigationTimedOut(policy.mitigateTimeoutSeconds))
    : {
        kind: 'command',
        command: { kind: 'undo-primary', revision: seen.primaryRevision },
        phase: 'mitigate',
        message: runSentences.undoingPrimary(seen.primaryRevision),
      };
}
