import type {
  EnvironmentState,
  RolloutPhase,
  RollbackStrategyName,
  Sentence,
  Version,
} from '../types';
import type { RollbackFacts } from './rollback-facts';
import { planSentences } from './sentences';

/** How the release would be taken back, and what "back" may mean then. @public */
export interface StrategyChoice {
  strategy: RollbackStrategyName;
  /** The version to get rid of. */
  from?: Version;
  /** Only this version may be chosen (the one that serves users while a canary is stopped). */
  onlyTarget?: Version;
  /** A promotion has to end before anything can be done. */
  awaitPromotion: boolean;
  blockers: Sentence[];
}

/** Phases in which a canary can be stopped before it reached everybody. @public */
export const stoppablePhases: readonly RolloutPhase[] = [
  'waiting',
  'progressing',
  'waiting-promotion',
];

/**
 * Phases in which Flagger polls the rollback gate, while the canary's pods are ready. In `waiting` it asks only whether it
 * may begin; the canary has no traffic then.
 *
 * @public
 */
export const polledPhases: readonly RolloutPhase[] = [
  'progressing',
  'waiting-promotion',
];

/**
 * Seconds after which a gate that was not asked will not be: two turns of Flagger and some time to spare.
 *
 * @public
 */
export const gatePatienceSeconds = (intervalSeconds: number): number =>
  2 * intervalSeconds + 30;

/** Phases in which it polls nothing and is about to end. @public */
export const promotingPhases: readonly RolloutPhase[] = [
  'promoting',
  'finalising',
];

/**
 * The table "what rollback means, by state": from the state of the environment to the way back.
 *
 * @public
 */
export function chooseStrategy({ environment }: RollbackFacts): StrategyChoice {
  const { rollout, running, desired } = environment;
  if (!rollout) {
    // What Git wants is the release to take back, also while its pods are still being replaced.
    return {
      strategy: 'write-tag',
      from: desired ?? running,
      awaitPromotion: false,
      blockers: [],
    };
  }
  if (stoppablePhases.includes(rollout.phase)) {
    return {
      strategy: 'stop-canary',
      from: rollout.canary ?? desired,
      onlyTarget: rollout.stable ?? running,
      awaitPromotion: false,
      blockers: [],
    };
  }
  if (promotingPhases.includes(rollout.phase)) {
    return {
      strategy: 'undo-primary',
      from: rollout.canary ?? desired,
      awaitPromotion: true,
      blockers: [],
    };
  }
  return afterRollout(environment, rollout.phase);
}

const settledPhases: readonly RolloutPhase[] = [
  'failed',
  'succeeded',
  'initialized',
];

/** No analysis runs. */
function afterRollout(
  { running, desired }: EnvironmentState,
  phase: RolloutPhase,
): StrategyChoice {
  if (phase === 'failed' && desired && running && desired.tag !== running.tag) {
    // Flagger already took the traffic back; only Git still names the bad version. Its spec hash is the promoted
    // one again after the write, so no new analysis starts.
    return {
      strategy: 'write-tag',
      from: desired,
      onlyTarget: running,
      awaitPromotion: false,
      blockers: [],
    };
  }
  return {
    strategy: 'undo-primary',
    from: running,
    awaitPromotion: false,
    blockers: settledPhases.includes(phase)
      ? []
      : [planSentences.rolloutNotReady(phase)],
  };
}
