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

const writeTag = ({ to }: RollbackRun): RollbackDecision => ({
  kind: 'command',
  command: { kind: 'write-tag' },
  phase: 'converge',
  message: runSentences.writingTag(to),
});

/** Until Git, Argo CD and the pods agree on the older version. @internal */
export function converge(
  run: RollbackRun,
  seen: RollbackObservation,
  now: Date,
  policy: RollbackPolicy,
): RollbackDecision {
  const { progress } = run;
  const { convergeTimeoutSeconds } = policy;
  const late = secondsSince(progress.since, now) > convergeTimeoutSeconds;
  const timedOut = (why: string) =>
    fail(runSentences.convergeTimedOut(convergeTimeoutSeconds, why));
  if (!progress.written) {
    return late
      ? timedOut(progress.lastError ?? 'Git could not be written')
      : writeTag(run);
  }
  if (!progress.refreshedAt && seen.application) return refresh();

  const wait = (message: Sentence): RollbackDecision =>
    late
      ? timedOut(message.text)
      : { kind: 'wait', phase: 'converge', message };

  if (seen.problem) return wait(runSentences.unreachable(seen.problem.text));
  return (
    newer(run, seen) ??
    towardsTarget(
      run,
      seen,
      wait,
      () => !late && mayRefresh(run, seen, now, policy),
    )
  );
}

/** Git wants what we want: does Argo CD, and do the pods? */
function towardsTarget(
  run: RollbackRun,
  seen: RollbackObservation,
  wait: (message: Sentence) => RollbackDecision,
  mayAskAgain: () => boolean,
): RollbackDecision {
  if (isSynced(run, seen)) {
    return podsCarryTarget(run, seen)
      ? arrived(run, seen)
      : wait(awaitingPods(seen));
  }
  return mayAskAgain() ? refresh() : wait(awaitingSync(run, seen));
}

function awaitingSync(
  { progress }: RollbackRun,
  { application }: RollbackObservation,
): Sentence {
  return runSentences.awaitingSync(
    application?.sync ?? 'unknown',
    progress.written?.commit ?? '',
  );
}

function isSynced(
  { to }: RollbackRun,
  { desiredTag, application }: RollbackObservation,
): boolean {
  return (
    desiredTag === to.tag && (!application || application.sync === 'synced')
  );
}

function mayRefresh(
  { progress: { refreshedAt } }: RollbackRun,
  { application }: RollbackObservation,
  now: Date,
  { refreshIntervalSeconds }: RollbackPolicy,
): boolean {
  return (
    application !== undefined &&
    refreshedAt !== undefined &&
    secondsSince(refreshedAt, now) >= refreshIntervalSeconds
  );
}

function arrived(
  run: RollbackRun,
  seen: RollbackObservation,
): RollbackDecision {
  return {
    kind: 'move',
    to: 'verifying',
    message: runSentences.verifying(),
    done: {
      converge: seen.application
        ? runSentences.synced(run.progress.written?.commit)
        : runSentences.deployed(run.to),
    },
  };
}
