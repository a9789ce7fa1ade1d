import type { RolloutPhase } from '../types';
import { isRolloutActive } from '../rollouts';
import type { DeploymentRecord } from './deployment-record';

/** What an environment shows now, as far as history is concerned. @public */
export interface DeployedFacts {
  /** What serves users. */
  runningTag?: string;
  /** What should. */
  desiredTag?: string;
  /** All pods of the desired version are ready and no others are left. */
  complete: boolean;
  /** Kubernetes gave up on the new version (progress deadline). */
  failed: boolean;
  /** When the running version was created, for the first row of the history. */
  runningSince?: string;
  rollout?: { phase: RolloutPhase; canaryTag?: string; message?: string };
  /** Older versions still seen in ReplicaSets, used once to fill an empty history. */
  earlier: Array<{ tag: string; createdAt: string }>;
}

/** @public */
export interface TransitionInput {
  environment: string;
  facts: DeployedFacts;
  /** Newest first; the recent ones are enough. */
  history: DeploymentRecord[];
  newId: () => string;
}

const closed = (
  record: DeploymentRecord,
  outcome: DeploymentRecord['outcome'],
  at: string,
  reason?: string,
): DeploymentRecord => ({
  ...record,
  outcome,
  finishedAt: at,
  ...(reason && !record.reason ? { reason } : {}),
});

function firstHistory(
  { environment, facts, newId }: TransitionInput,
  at: string,
) {
  const { runningTag } = facts;
  if (!runningTag) {
    return [];
  }
  const since = facts.runningSince ?? at;
  const chain = [
    ...facts.earlier.filter(
      ({ tag, createdAt }) => tag !== runningTag && createdAt < since,
    ),
  ].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  const records: DeploymentRecord[] = chain.map(
    ({ tag, createdAt }, index) => ({
      id: newId(),
      environment,
      ...(index > 0 ? { fromTag: chain[index - 1].tag } : {}),
      toTag: tag,
      startedAt: createdAt,
      finishedAt: createdAt,
      outcome: 'superseded',
      kind: 'deployment',
      reason: 'Read from the cluster: deployed before the portal watched it.',
      origin: 'cluster',
      links: [],
    }),
  );
  const previous = chain.at(-1)?.tag;
  records.push({
    id: newId(),
    environment,
    ...(previous ? { fromTag: previous } : {}),
    toTag: runningTag,
    startedAt: since,
    finishedAt: since,
    outcome: 'succeeded',
    kind: 'deployment',
    origin: 'cluster',
    links: [],
  });
  return records;
}

/**
 * What has to be written to the history so that it tells what the environment shows now. Based on states, not on edges:
 * asked again with the same facts and the updated history it answers nothing, so a restart between two facts loses and
 * repeats nothing.
 *
 * @public
 */
export function deploymentTransitions(
  input: TransitionInput,
  now: Date,
): DeploymentRecord[] {
  const { environment, facts, history, newId } = input;
  const at = now.toISOString();
  if (history.length === 0) {
    return firstHistory(input, at);
  }
  const changes: DeploymentRecord[] = [];
  let open = history.find(record => record.outcome === 'running');
  const lastSucceeded = history.find(record => record.outcome === 'succeeded');
  const newest = history[0];
  const kindOf = (tag: string): DeploymentRecord['kind'] =>
    history.some(
      ({ toTag, outcome }) =>
        toTag === tag && (outcome === 'succeeded' || outcome === 'superseded'),
    )
      ? 'rollback'
      : 'deployment';
  const begin = (
    toTag: string,
    kind: DeploymentRecord['kind'],
  ): DeploymentRecord => ({
    id: newId(),
    environment,
    ...(facts.runningTag ? { fromTag: facts.runningTag } : {}),
    toTag,
    startedAt: at,
    outcome: 'running',
    kind,
    links: [],
  });
  const arrive = (record: DeploymentRecord) => {
    changes.push(closed(record, 'succeeded', at));
    if (
      record.kind === 'rollback' &&
      lastSucceeded &&
      lastSucceeded.toTag !== record.toTag
    ) {
      changes.push({ ...lastSucceeded, outcome: 'rolled-back' });
    }
  };
  const missed = (toTag: string, kind: DeploymentRecord['kind']) =>
    arrive({
      ...begin(toTag, kind),
      ...(lastSucceeded ? { fromTag: lastSucceeded.toTag } : {}),
    });

  const { rollout, runningTag } = facts;
  if (rollout) {
    const { canaryTag, phase } = rollout;
    if (open && open.kind === 'canary') {
      if (phase === 'failed') {
        const outcome = open.rollbackId ? 'rolled-back' : 'failed';
        changes.push(closed(open, outcome, at, rollout.message));
      } else if (phase === 'succeeded' && runningTag === open.toTag) {
        arrive(open);
      } else if (canaryTag && canaryTag !== open.toTag) {
        changes.push(closed(open, 'superseded', at));
        if (isRolloutActive(phase) && canaryTag !== runningTag) {
          changes.push(begin(canaryTag, 'canary'));
        }
      }
      return changes;
    }
    if (isRolloutActive(phase) && canaryTag && canaryTag !== runningTag) {
      if (open) {
        changes.push(closed(open, 'superseded', at));
      }
      changes.push(begin(canaryTag, 'canary'));
      return changes;
    }
    // While it is being promoted the running version changes before the rollout is over: that is not another deployment.
    if (isRolloutActive(phase)) {
      return changes;
    }
    if (runningTag && facts.complete && runningTag !== lastSucceeded?.toTag) {
      const known = kindOf(runningTag);
      missed(
        runningTag,
        known === 'deployment' && phase === 'succeeded' ? 'canary' : known,
      );
    }
    return changes;
  }

  const target = facts.desiredTag;
  if (open && target && open.toTag !== target) {
    changes.push(closed(open, 'superseded', at));
    open = undefined;
  }
  if (!target) {
    return changes;
  }
  if (facts.complete && runningTag === target) {
    if (open) {
      arrive(open);
    } else if (lastSucceeded?.toTag !== runningTag) {
      missed(runningTag, kindOf(runningTag));
    }
    return changes;
  }
  if (open && facts.failed) {
    changes.push(
      closed(open, 'failed', at, 'The new pods did not become ready in time.'),
    );
    return changes;
  }
  const failedAlready = newest.toTag === target && newest.outcome === 'failed';
  if (!open && target !== runningTag && !failedAlready) {
    changes.push(begin(target, kindOf(target)));
  }
  return changes;
}
