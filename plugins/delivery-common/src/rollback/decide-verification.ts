import type { Sentence } from '../types';
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

/** Until the pods were seen ready long enough and the bad version is held. @internal */
export function verify(
  run: RollbackRun,
  seen: RollbackObservation,
  now: Date,
  policy: RollbackPolicy,
): RollbackDecision {
  const { progress } = run;
  if (progress.holdId) {
    return {
      kind: 'move',
      to: 'succeeded',
      message: runSentences.succeeded(run.to, run.environmentTitle),
      done: {
        verify: runSentences.wereHealthy(run.to, policy.verifySeconds),
        hold: runSentences.held(run.from),
      },
    };
  }
  const limit = policy.verifySeconds + policy.verifyTimeoutSeconds;
  const late = secondsSince(progress.since, now) > limit;
  const wait = (message: Sentence): RollbackDecision =>
    late
      ? fail(runSentences.verifyTimedOut(limit))
      : { kind: 'wait', phase: 'verify', message };

  /** Seconds that were not seen healthy do not count: the watch begins again. */
  const interrupted = (message: Sentence): RollbackDecision => {
    const waiting = wait(message);
    return progress.healthySince && waiting.kind === 'wait'
      ? {
          kind: 'remember',
          progress: { healthySince: undefined },
          phase: 'verify',
          message,
        }
      : waiting;
  };

  if (seen.problem)
    return interrupted(runSentences.unreachable(seen.problem.text));
  const superseded = newer(run, seen);
  if (superseded) return superseded;
  if (seen.desiredTag === run.from.tag)
    return fail(runSentences.cameBack(run.from));

  if (!podsCarryTarget(run, seen)) return interrupted(awaitingPods(seen));
  if (!progress.healthySince) {
    return {
      kind: 'remember',
      progress: { healthySince: now.toISOString() },
      phase: 'verify',
      message: runSentences.watching(policy.verifySeconds),
    };
  }
  const left = policy.verifySeconds - secondsSince(progress.healthySince, now);
  return left > 0
    ? {
        kind: 'wait',
        phase: 'verify',
        message: runSentences.watching(Math.ceil(left)),
      }
    : {
        kind: 'command',
        command: { kind: 'hold' },
        phase: 'hold',
        message: runSentences.holding(run.from),
      };
}
