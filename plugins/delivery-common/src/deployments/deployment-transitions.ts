import type { RolloutPhase } from '../types';
import { isRolloutActive } from '../rollouts';
import type { DeploymentRecord } from './deployment-record';
import { firstHistory } from './first-history';
import { TransitionWriter } from './TransitionWriter';

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
  const { facts, history } = input;
  const at = now.toISOString();
  if (history.length === 0) {
    return firstHistory(input, at);
  }
  const writer = new TransitionWriter(input, at);
  if (facts.rollout) {
    rolloutTransitions(writer, facts, facts.rollout);
  } else if (facts.desiredTag) {
    plainTransitions(writer, facts, facts.desiredTag, history[0]);
  }
  return writer.changes;
}

type RolloutFacts = NonNullable<DeployedFacts['rollout']>;

function rolloutTransitions(
  writer: TransitionWriter,
  facts: DeployedFacts,
  rollout: RolloutFacts,
) {
  const { open, lastSucceeded } = writer;
  const { runningTag } = facts;
  if (open?.kind === 'canary') {
    followCanary(writer, open, rollout, runningTag);
    return;
  }
  if (isRolloutActive(rollout.phase)) {
    beginCanary(writer, rollout, runningTag);
    return;
  }
  if (runningTag && facts.complete && runningTag !== lastSucceeded?.toTag) {
    const known = writer.kindOf(runningTag);
    const promoted = known === 'deployment' && rollout.phase === 'succeeded';
    writer.missed(runningTag, promoted ? 'canary' : known);
  }
}

function beginCanary(
  writer: TransitionWriter,
  { canaryTag }: RolloutFacts,
  runningTag: string | undefined,
) {
  // While it is being promoted the running version changes before the rollout is over: that is not another deployment.
  if (!canaryTag || canaryTag === runningTag) return;
  if (writer.open) writer.close(writer.open, 'superseded');
  writer.begin(canaryTag, 'canary');
}

function followCanary(
  writer: TransitionWriter,
  open: DeploymentRecord,
  { phase, canaryTag, message }: RolloutFacts,
  runningTag: string | undefined,
) {
  if (phase === 'failed') {
    writer.close(open, open.rollbackId ? 'rolled-back' : 'failed', message);
  } else if (phase === 'succeeded' && runningTag === open.toTag) {
    writer.arrive(open);
  } else if (canaryTag && canaryTag !== open.toTag) {
    writer.close(open, 'superseded');
    if (isRolloutActive(phase) && canaryTag !== runningTag) {
      writer.begin(canaryTag, 'canary');
    }
  }
}

function plainTransitions(
  writer: TransitionWriter,
  facts: DeployedFacts,
  target: string,
  newest: DeploymentRecord,
) {
  const { runningTag } = facts;
  let { open } = writer;
  if (open && open.toTag !== target) {
    writer.close(open, 'superseded');
    open = undefined;
  }
  if (facts.complete && runningTag === target) {
    arriveOf(writer, open, target);
  } else if (open) {
    if (facts.failed) {
      writer.close(
        open,
        'failed',
        'The new pods did not become ready in time.',
      );
    }
  } else if (target !== runningTag && !hasFailed(newest, target)) {
    writer.begin(target, writer.kindOf(target));
  }
}

function arriveOf(
  writer: TransitionWriter,
  open: DeploymentRecord | undefined,
  target: string,
) {
  if (open) {
    writer.arrive(open);
  } else if (writer.lastSucceeded?.toTag !== target) {
    writer.missed(target, writer.kindOf(target));
  }
}

function hasFailed({ toTag, outcome }: DeploymentRecord, tag: string) {
  return toTag === tag && outcome === 'failed';
}
