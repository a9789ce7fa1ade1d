import type { Measurement, ReportProblem } from '../types';

/** What is known about a subject. @public */
export interface GateFacts {
  measurements: readonly Measurement[];
  problems: readonly ReportProblem[];
  /** The commit that is judged; a measurement that names another one is inconclusive. */
  commit?: string;
  /** Parts of the CI run that are still awaited; their checks are inconclusive until then, reason `pending`. */
  pendingParts?: readonly string[];
}
