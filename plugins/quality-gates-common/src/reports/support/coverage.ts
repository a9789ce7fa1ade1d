import type { ReportedTotal } from '../../types';
import type { ParsedReport } from './ParsedReport';

export interface Ratio {
  covered: number;
  total: number;
}

/** Reports round their rates to three or four digits. */
const tolerance = 0.11;

export const coverageKinds = [
  'lines',
  'statements',
  'functions',
  'branches',
] as const;
export type CoverageKind = (typeof coverageKinds)[number];

export function percentOf(ratio: Ratio): number {
  // In this order 57 of 100 is 57, not 56.999….
  return (ratio.covered * 100) / ratio.total;
}

/** What a report states about itself; undefined when it states nothing usable (0 of 0 is nothing). */
export function reportedTotal(options: {
  covered?: number;
  total?: number;
  percent?: number;
}): ReportedTotal | undefined {
  const { covered, total, percent } = options;
  if (covered !== undefined && total !== undefined) {
    return total > 0 && covered <= total
      ? { value: percentOf({ covered, total }), covered, total }
      : undefined;
  }
  return percent === undefined ? undefined : { value: percent };
}

/**
 * Adds one `coverage.*` measurement, recomputed from the lines of the report. Where the report's own total says
 * something else both are kept and the difference is named; 0 of 0 is no data and adds no number.
 */
export function addCoverage(
  report: ParsedReport,
  kind: CoverageKind,
  counted: Ratio,
  reported?: ReportedTotal,
): void {
  if (counted.total === 0) return;
  const value = percentOf(counted);
  const differs = reported !== undefined && disagrees(counted, value, reported);
  report.measurements.push({
    id: `coverage.${kind}`,
    value,
    unit: 'percent',
    detail: {
      covered: counted.covered,
      total: counted.total,
      ...(differs ? { reported } : {}),
    },
  });
  if (differs) {
    report.problems.push({
      code: 'contradictory',
      message: `The report's own total says ${describe(
        reported,
      )} of the ${kind}, but what it lists adds up to ${describe({
        value,
        ...counted,
      })}; the listed ${kind} are used.`,
    });
  }
}

/**
 * The same where a format may leave out what its total counts: a total that nothing listed stands behind is the only
 * source, and is used with a remark.
 */
export function addCoverageOrTotal(
  report: ParsedReport,
  kind: CoverageKind,
  counted: Ratio,
  reported?: ReportedTotal,
): void {
  const { covered, total } = reported ?? {};
  if (counted.total > 0 || covered === undefined || total === undefined) {
    addCoverage(report, kind, counted, reported);
    return;
  }
  addCoverage(report, kind, { covered, total });
  report.problems.push({
    code: 'contradictory',
    message: `The report's own total says ${covered} of ${total} of the ${kind}, but it lists none; its total is used.`,
  });
}

function disagrees(
  counted: Ratio,
  value: number,
  reported: ReportedTotal,
): boolean {
  if (reported.total !== undefined) {
    return (
      reported.total !== counted.total || reported.covered !== counted.covered
    );
  }
  return Math.abs(reported.value - value) > tolerance;
}

function describe(total: ReportedTotal): string {
  // Cut, not rounded: 79.999 must not read as 80.
  const percent = `${Math.floor(total.value * 100) / 100} %`;
  return total.total === undefined
    ? percent
    : `${total.covered} of ${total.total} (${percent})`;
}
