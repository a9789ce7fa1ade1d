import type { Verdict } from '../types';

/** A verdict that explains itself. */
export interface Judgement {
  verdict: Verdict;
  reasonCode: string;
  reason: string;
}
