import type { RollbackPhase, RollbackState, Sentence } from '../types';
import type {
  RollbackObservation,
  RollbackProgress,
  RollbackRun,
} from './rollback-facts';
import { runSentences } from './run-sentences';

/** An effect on the outside world. Each is idempotent: doing it twice is doing it once. @public */
export type RollbackCommand =
  | { kind: 'open-gate' }
  | { kind: 'undo-primary'; revision: string }
  | { kind: 'write-tag' }
  | { kind: 'refresh' }
  | { kind: 'hold' };

/** What the engine decides after one look. @public */
export type RollbackDecision =
  | {
      kind: 'move';
      to: RollbackState;
      message: Sentence;
      /** What the phases that end with it have achieved. */
      done?: Partial<Record<RollbackPhase, Sentence>>;
    }
  | {
      kind: 'command';
      command: RollbackCommand;
      phase: RollbackPhase;
      message: Sentence;
    }
  | {
      kind: 'remember';
      progress: Partial<RollbackProgress>;
      phase: RollbackPhase;
      message: Sentence;
    }
  | { kind: 'wait'; phase?: RollbackPhase; message: Sentence };

/** @internal */
export const secondsSince = (iso: string, now: Date): number =>
  (now.getTime() - Date.parse(iso)) / 1000;

/** @internal */
export const fail = (message: Sentence): RollbackDecision => ({
  kind: 'move',
  to: 'failed',
  message,
});

/** Somebody deployed a third version: ours is not the question any more. @internal */
export const newer = (
  run: RollbackRun,
  seen: RollbackObservation,
): RollbackDecision | undefined =>
  seen.desiredTag !== undefined &&
  seen.desiredTag !== run.from.tag &&
  seen.desiredTag !== run.to.tag
    ? {
        kind: 'move',
        to: 'superseded',
        message: runSentences.superseded(seen.desiredTag),
      }
    : undefined;

/** @internal */
export const podsCarryTarget = (
  run: RollbackRun,
  seen: RollbackObservation,
): boolean =>
  seen.servingTag === run.to.tag &&
  seen.pods.desired > 0 &&
  seen.pods.withOther === 0 &&
  seen.pods.readyWithTarget >= seen.pods.desired;

/** @internal */
export const awaitingPods = (seen: RollbackObservation): Sentence =>
  runSentences.awaitingPods(
    seen.pods.readyWithTarget,
    seen.pods.desired,
    seen.pods.withOther,
  );
