import type { Evaluation } from '../types';

/** Whether nothing is awaited any more: all parts have come, or the waiting has ended. @public */
export function isFinal(evaluation: Pick<Evaluation, 'pendingParts'>): boolean {
  return evaluation.pendingParts.length === 0;
}
