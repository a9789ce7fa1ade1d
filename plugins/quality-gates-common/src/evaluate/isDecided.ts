import type { Evaluation } from '../types';
import { isFinal } from './isFinal';

/**
 * Whether no further part of the CI run can change the verdict: all have come, or a check has failed already. A run whose
 * gate fails often ends there, and nobody should wait for the rest of it to hear so.
 *
 * @public
 */
export function isDecided(
  evaluation: Pick<Evaluation, 'pendingParts' | 'verdict'>,
): boolean {
  return isFinal(evaluation) || evaluation.verdict === 'failed';
}
