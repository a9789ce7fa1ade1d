import {
  rollbackPhases,
  type Link,
  type RollbackPhase,
  type RollbackState,
  type RollbackStep,
  type RollbackStrategyName,
  type Sentence,
} from '../types';
import { isTerminal, phaseOfState } from './rollback-machine';

/** The four phases before anything has begun. @public */
export const initialSteps = (strategy: RollbackStrategyName): RollbackStep[] =>
  rollbackPhases.map(phase => ({
    phase,
    state:
      phase === 'mitigate' && strategy === 'write-tag' ? 'skipped' : 'waiting',
  }));

/** The same steps with the words (and links) of one phase replaced; a waiting phase starts. @public */
export const describeStep = (
  steps: readonly RollbackStep[],
  phase: RollbackPhase,
  detail: Sentence,
  at: string,
  links?: Link[],
): RollbackStep[] =>
  steps.map(step =>
    step.phase === phase
      ? {
          ...step,
          state: step.state === 'waiting' ? 'running' : step.state,
          startedAt: step.startedAt ?? at,
          detail,
          links: links ?? step.links,
        }
      : step,
  );

/**
 * What a change of state means for the four phases. `achieved` says what was done in those that end with it: what they
 * were waiting for at last is of no interest any more.
 *
 * @public
 */
export function stepsAfterMove(
  steps: readonly RollbackStep[],
  to: RollbackState,
  message: Sentence,
  at: string,
  achieved: Partial<Record<RollbackPhase, Sentence>> = {},
): RollbackStep[] {
  const starting = phaseOfState(to);
  return steps.map(step => {
    if (starting && step.phase === starting) {
      return { ...step, state: 'running', startedAt: at, detail: message };
    }
    if (step.state === 'running') {
      return to === 'failed'
        ? { ...step, state: 'failed', finishedAt: at, detail: message }
        : {
            ...step,
            state: to === 'superseded' ? 'skipped' : 'done',
            finishedAt: at,
            detail: achieved[step.phase] ?? step.detail,
          };
    }
    if (step.state === 'waiting' && isTerminal(to)) {
      return { ...step, state: 'skipped' };
    }
    return step;
  });
}
