import type { XmlAttributes } from '../support/readXml';
import type { MeasurementDraft, ParsedReport } from '../support/ParsedReport';
import type { TopItems } from '../support/TopItems';
import { parseCount, parseNumber } from '../support/numbers';

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
  failures: TopItems;
  duration: { sum: number; timed: number; invalid: string[] };
}

type Total = 'tests' | 'failures' | 'errors' | 'skipped';

/** Turns the counts into measurements and holds them against what the file says about itself. */
export function junitReport(
  counts: TestCounts,
  root: XmlAttributes,
  suites: readonly XmlAttributes[],
  generatedAt: string | undefined,
): ParsedReport {
  const report: ParsedReport = { measurements: [], problems: [], generatedAt };
  if (counts.total === 0) {
    // No test failed, but none passed either: only the zero that was counted is told.
    report.measurements.push({ id: 'tests.total', value: 0, unit: 'count' });
    report.problems.push({
      code: 'no-data',
      message: 'The report holds no test case, so there is nothing to judge.',
    });
    return report;
  }

  const allowed: Record<Total, { id: string; values: number[] }> = {
    // Surefire counts every rerun as a test of its own, other tools every failure element.
    tests: {
      id: 'tests.total',
      values: [counts.total, counts.total + counts.rerunElements],
    },
    failures: {
      id: 'tests.failed',
      values: [
        counts.failed,
        counts.failureElements,
        counts.failed + counts.rerunElements,
      ],
    },
    errors: {
      id: 'tests.errors',
      values: [
        counts.errors,
        counts.errorElements,
        counts.errors + counts.rerunElements,
      ],
    },
    skipped: { id: 'tests.skipped', values: [counts.skipped] },
  };
  const reported = new Map<string, number>();
  for (const [name, { id, values }] of Object.entries(allowed)) {
    const value = statedTotal(root, suites, name);
    if (value !== undefined && !values.includes(value)) {
      reported.set(id, value);
      report.problems.push({
        code: 'contradictory',
        message: `The report's own total says ${name}=${value}, but its test cases add up to ${values[0]}; the test cases are used.`,
      });
    }
  }

  const failures = counts.failures.detail();
  const add = (
    id: string,
    value: number,
    detail?: MeasurementDraft['detail'],
  ) => {
    const stated = reported.get(id);
    const full =
      stated === undefined
        ? detail
        : { ...detail, reported: { value: stated } };
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
  addDuration(report, counts, root);
  return report;
}

function addDuration(
  report: ParsedReport,
  counts: TestCounts,
  root: XmlAttributes,
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
  const stated = parseNumber(root.time);
  const value = timed > 0 ? sum : stated;
  if (value === undefined || value < 0) return;
  const differs =
    stated !== undefined && stated >= 0 && Math.abs(stated - value) > 0.0005;
  report.measurements.push({
    id: 'tests.duration',
    value: Math.round(value * 1e6) / 1e6,
    unit: 'seconds',
    ...(differs ? { detail: { reported: { value: stated } } } : {}),
  });
}

/** The root's total, or the sum of the outermost suites' when every one of them states it. */
function statedTotal(
  root: XmlAttributes,
  suites: readonly XmlAttributes[],
  name: string,
): number | undefined {
  const own = parseCount(root[name]);
  if (own !== undefined) return own;
  if (suites.length === 0) return undefined;
  let sum = 0;
  for (const suite of suites) {
    const value = parseCount(suite[name]);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}
