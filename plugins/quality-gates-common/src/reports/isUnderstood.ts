import type { ReportResult } from '../types';

const harmless = ['contradictory', 'invalid-value', 'no-data'];

/** True when the report was recognised and read, and gave at least one number. @public */
export function isUnderstood(result: ReportResult): boolean {
  return (
    result.format !== undefined &&
    result.measurements.length > 0 &&
    result.problems.every(problem => harmless.includes(problem.code))
  );
}
