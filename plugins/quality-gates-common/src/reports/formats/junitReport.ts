import type { MeasurementDraft, ParsedReport } from '../support/ParsedReport';
import type { TopItems } from '../support/TopItems';
import type { StatedTestTotals, StatedTotal } from './StatedTestTotals';

/** What was counted in a JUnit file. */
export interface TestCounts {
  total: number;
  passed: number;
  failed: number;
  errors: number;
  skipped: number;
  /** Test cases that passed after a failed run. */
  flaky: number;
  /** One test case may hold several. */
  failureElements: number;
  errorElements: number;
  rerunElements: number;
  /** Errors of whole suites, which are no test case's. */
  suiteErrors: number;
  failures: TopItems;
  duration: { sum: number; timed: number; invalid: string[] };
}

type Comparison = [id: string, name: StatedTotal, values: number[]];

/** Turns the counts into measurements and holds them against what the file says about itself. */
export function junitReport(
  counts: TestCounts,
  stated: StatedTestTotals,
  generatedAt: string | undefined,
): ParsedReport {
  const report: ParsedReport = { measurements: [], problems: [], generatedAt };
  if (counts.total === 0) {
    addNothing(report, stated.of('tests') || undefined);
    return report;
  }
  const reported = contradictions(report, counts, stated);
  const failures = counts.failures.detail();
  const add = (
    id: string,
    value: number,
    detail?: MeasurementDraft['detail'],
  ) => {
    const other = reported.get(id);
    const full =
      other === undefined ? detail : { ...detail, reported: { value: other } };
    report.measurements.push({
      id,
      value,
      unit: 'count',
      ...(full ? { detail: full } : {}),
    });
  };
  add('tests.total', counts.total);
  add('tests.passed', counts.passed);
  add('tests.failed', counts.failed, counts.failed > 0 ? failures : undefined);
  add(
    'tests.errors',
    counts.errors,
    counts.errors > 0 && counts.failed === 0 ? failures : undefined,
  );
  add('tests.skipped', counts.skipped);
  add('tests.flaky', counts.flaky);
  addDuration(report, counts, stated.of('time'));
  return report;
}

/** No test failed, but none passed either: only the zero that was counted is told. */
function addNothing(report: ParsedReport, claimed: number | undefined) {
  report.measurements.push({
    id: 'tests.total',
    value: 0,
    unit: 'count',
    ...(claimed ? { detail: { reported: { value: claimed } } } : {}),
  });
  report.problems.push({
    code: 'no-data',
    message: claimed
      ? `The report claims ${claimed} tests but holds no test case, so there is nothing to judge.`
      : 'The report holds no test case, so there is nothing to judge.',
  });
}

/** Names where the file's own totals differ from its test cases; returns what it says instead, by measurement. */
function contradictions(
  report: ParsedReport,
  counts: TestCounts,
  stated: StatedTestTotals,
): Map<string, number> {
  const reported = new Map<string, number>();
  for (const [id, name, values] of comparisons(counts, stated)) {
    const value = stated.of(name);
    if (value !== undefined && !values.includes(value)) {
      reported.set(id, value);
      report.problems.push({
        code: 'contradictory',
        message: `The report's own total says ${name}=${value}, but its test cases add up to ${values[0]}; the test cases are used.`,
      });
    }
  }
  if (counts.suiteErrors > 0 && stated.of('errors') === undefined) {
    reported.set('tests.errors', counts.errors + counts.suiteErrors);
    report.problems.push({
      code: 'contradictory',
      message: `The report holds ${counts.suiteErrors} errors of whole suites, which are no test case's and are not counted.`,
    });
  }
  return reported;
}

/** What the file may say where it agrees with its test cases. */
function comparisons(
  counts: TestCounts,
  stated: StatedTestTotals,
): Comparison[] {
  if (stated.countsSuitesAsTests(counts.total)) return [];
  const { rerunElements } = counts;
  return [
    // Surefire counts every rerun as a test of its own, other tools every failure element.
    ['tests.total', 'tests', [counts.total, counts.total + rerunElements]],
    [
      'tests.failed',
      'failures',
      [counts.failed, counts.failureElements, counts.failed + rerunElements],
    ],
    [
      'tests.errors',
      'errors',
      [counts.errors, counts.errorElements, counts.errors + rerunElements],
    ],
    // GoogleTest counts those that are disabled apart.
    [
      'tests.skipped',
      'skipped',
      [counts.skipped, counts.skipped - (stated.of('disabled') ?? 0)],
    ],
  ];
}

function addDuration(
  report: ParsedReport,
  counts: TestCounts,
  stated: number | undefined,
) {
  const { sum, timed, invalid } = counts.duration;
  if (invalid.length > 0) {
    report.problems.push({
      code: 'invalid-value',
      message: `A test case lasts "${invalid[0].slice(
        0,
        40,
      )}" seconds, which is no duration; the time of the tests is not shown.`,
    });
    return;
  }
  // Sum of the test cases; the total of a file also holds set-up and, with parallel tests, less than the sum.
  const value = timed > 0 ? sum : stated;
  if (value === undefined) return;
  const differs = stated !== undefined && Math.abs(stated - value) > 0.0005;
  report.measurements.push({
    id: 'tests.duration',
    value: Math.round(value * 1e6) / 1e6,
    unit: 'seconds',
    ...(differs ? { detail: { reported: { value: stated } } } : {}),
  });
}
