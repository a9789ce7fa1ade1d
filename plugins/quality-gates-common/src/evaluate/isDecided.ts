import type { Evaluation, Verdict } from '../types';
import { isFinal } from './isFinal';

/**
 * Whether the verdict counts: all parts of the CI run have come, the waiting is over, or a check has failed or could not be
 * judged already. A run whose gate says so usually ends there, and nobody should wait for the rest of it to hear it. Until
 * then it is pending: in the portal, in the fleet, at the commit and for the owner. Decided in ADR 12.
 *
 * @public
 */
export function isDecided(
  evaluation: Pick<Evaluation, 'pendingParts' | 'verdict'>,
): boolean {
  return isFinal(evaluation) || countsAtOnce(evaluation.verdict);
}

/** Verdicts that no part still to come makes good; see `isDecided`. @public */
export function countsAtOnce(verdict: Verdict): boolean {
  return verdict === 'failed' || verdict === 'error';
}
