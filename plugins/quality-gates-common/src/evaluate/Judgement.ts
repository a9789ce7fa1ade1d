import type { ReportProblem, Verdict } from '../types';

/** A verdict that explains itself. */
export interface Judgement {
  verdict: Verdict;
  reasonCode: string;
  reason: string;
  /** The reports that are why. */
  problems?: ReportProblem[];
}
