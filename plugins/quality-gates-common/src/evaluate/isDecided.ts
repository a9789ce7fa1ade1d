import type { Evaluation } from '../types';
import { isFinal } from './isFinal';

/**
 * Whether the verdict counts: all parts of the CI run have come, the waiting is over, or a check has failed already. A run
 * whose gate fails usually ends there, and nobody should wait for the rest of it to hear so. Until then it is pending: in the
 * portal, in the fleet, at the commit and for the owner. Decided in ADR 12.
 *
 * @public
 */
export function isDecided(
  evaluation: Pick<Evaluation, 'pendingParts' | 'verdict'>,
): boolean {
  return isFinal(evaluation) || evaluation.verdict === 'failed';
}
