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

const refresh = (): RollbackDecision => ({
  kind: 'command',
  command: { kind: 'refresh' },
  phase: 'converge',
  message: runSentences.refreshing(),
});

/** Until Git, Argo CD and the pods agree on the older version. @internal */
export function converge(
  run: RollbackRun,
  seen: RollbackObservation,
  now: Date,
  policy: RollbackPolicy,
): RollbackDecision {
  const { progress } = run;
  if (!progress.written) {
    return secondsSince(progress.since, now) > policy.convergeTimeoutSeconds
      ? fail(
          runSentences.convergeTimedOut(
            policy.convergeTimeoutSeconds,
            progress.lastError ?? 'Git could not be written',
          ),
        )
      : {
          kind: 'command',
          command: { kind: 'write-tag' },
          phase: 'converge',
          message: runSentences.writingTag(run.to),
        };
  }
  if (!progress.refreshedAt && seen.application) return refresh();

  const late =
    secondsSince(progress.since, now) > policy.convergeTimeoutSeconds;
  const wait = (message: Sentence): RollbackDecision =>
    late
      ? fail(
          runSentences.convergeTimedOut(
            policy.convergeTimeoutSeconds,
            message.text,
          ),
        )
      : { kind: 'wait', phase: 'converge', message };

  if (seen.problem) return wait(runSentences.unreachable(seen.problem.text));
  const superseded = newer(run, seen);
  if (superseded) return superseded;

  const synced = !seen.application || seen.application.sync === 'synced';
  if (seen.desiredTag !== run.to.tag || !synced) {
    const again =
      progress.refreshedAt !== undefined &&
      secondsSince(progress.refreshedAt, now) >= policy.refreshIntervalSeconds;
    if (again && !late && seen.application) return refresh();
    return wait(
      runSentences.awaitingSync(
        seen.application?.sync ?? 'unknown',
        progress.written.commit ?? '',
      ),
    );
  }
  return podsCarryTarget(run, seen)
    ? {
        kind: 'move',
        to: 'verifying',
        message: runSentences.verifying(),
        done: {
          converge: seen.application
            ? runSentences.synced(progress.written.commit)
            : runSentences.deployed(run.to),
        },
      }
    : wait(awaitingPods(seen));
}
