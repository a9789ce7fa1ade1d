import type { ParsedReport } from './ParsedReport';

/** A report that was read and holds nothing to judge. */
export function noData(
  message: string,
  about: Partial<ParsedReport> = {},
): ParsedReport {
  return {
    measurements: [],
    ...about,
    problems: [...(about.problems ?? []), { code: 'no-data', message }],
  };
}

/** The report itself, or, when nothing was measured, the reason why there is nothing. */
export function orNoData(report: ParsedReport, message: string): ParsedReport {
  return report.measurements.length > 0 ? report : noData(message, report);
}
