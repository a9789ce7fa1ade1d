import type { Comparison, SampleFormat } from './Sample';
import {
  compareRatio,
  compareReported,
  compareTriple,
  numberIn,
  record,
  valueOf,
} from './values';

const severities = ['critical', 'high', 'medium', 'low', 'unknown'];

/** How the values of `expected.json` map to our measurements, by the program that computed them. */
export const sampleFormats: Record<string, SampleFormat> = {
  'COV-SUMMARY': {
    name: 'istanbul summary',
    format: 'istanbul-summary',
    compare: (expected, result) =>
      ['lines', 'statements', 'functions', 'branches'].flatMap(kind => {
        const part = record(record(expected.total)[kind]);
        return compareRatio(
          result,
          `coverage.${kind}`,
          numberIn(part.covered),
          numberIn(part.total),
        );
      }),
  },
  'COV-FINAL': {
    name: 'istanbul final',
    format: 'istanbul-final',
    compare: (expected, result) => [
      ...compareTriple(
        result,
        'coverage.lines',
        expected['lines(any statement starting there hit)'],
      ),
      ...['statements', 'functions', 'branches'].flatMap(kind =>
        compareTriple(result, `coverage.${kind}`, expected[kind]),
      ),
    ],
  },
  'COV-LCOV': {
    name: 'lcov',
    format: 'lcov',
    compare: (expected, result) => [
      ...compareTriple(result, 'coverage.lines', expected.DA),
      ...compareTriple(result, 'coverage.branches', expected['BRH/BRF']),
      ...compareTriple(result, 'coverage.functions', expected['FNH/FNF']),
    ],
  },
  'COV-COBERTURA': {
    name: 'Cobertura',
    format: 'cobertura',
    compare: (expected, result) => {
      const root = record(expected.root);
      return [
        ...compareTriple(
          result,
          'coverage.lines',
          expected[
            'recomputed_lines(distinct filename+number under class/lines)'
          ],
        ),
        ...compareTriple(
          result,
          'coverage.branches',
          expected['recomputed_branches(condition-coverage)'],
        ),
        ...compareReported(
          result,
          'coverage.lines',
          numberIn(root['lines-covered']),
          numberIn(root['lines-valid']),
        ),
        ...compareReported(
          result,
          'coverage.branches',
          numberIn(root['branches-covered']),
          numberIn(root['branches-valid']),
        ),
      ];
    },
  },
  'COV-JACOCO': {
    name: 'JaCoCo',
    format: 'jacoco',
    compare: (expected, result) => {
      const counters = record(expected['counters[covered,total,pct]']);
      return [
        ...compareTriple(result, 'coverage.lines', counters.LINE),
        ...compareTriple(result, 'coverage.branches', counters.BRANCH),
        ...compareTriple(result, 'coverage.functions', counters.METHOD),
      ];
    },
  },
  'SEC-TRIVY': {
    name: 'Trivy',
    format: 'trivy',
    compare: (expected, result) => {
      const counts = record(expected.vulnerabilities);
      const findings = (id: string, found: unknown): Comparison => ({
        what: id,
        expected:
          Object.values(record(found)).reduce<number>(
            (sum, count) => sum + (numberIn(count) ?? 0),
            0,
          ) || undefined,
        actual: valueOf(result, id),
      });
      return [
        ...severities.map(severity => ({
          what: `vulnerabilities.${severity}`,
          expected: numberIn(counts[severity.toUpperCase()]) ?? 0,
          actual: valueOf(result, `vulnerabilities.${severity}`),
        })),
        {
          what: 'vulnerabilities.total',
          expected: numberIn(expected.vuln_total),
          actual: valueOf(result, 'vulnerabilities.total'),
        },
        findings('misconfigurations.total', expected.misconf_FAIL),
        findings('secrets.total', expected.secrets),
      ];
    },
  },
  JUNIT: {
    name: 'JUnit',
    format: 'junit',
    compare: (expected, result) => {
      const states = record(expected['by_state(error>failure>skipped>passed)']);
      const total = numberIn(expected.testcases);
      // A file without a test case tells nothing but that.
      const state = (name: string) =>
        total === 0 ? undefined : numberIn(states[name]) ?? 0;
      return [
        {
          what: 'tests.total',
          expected: total,
          actual: valueOf(result, 'tests.total'),
        },
        ...[
          ['tests.passed', 'passed'],
          ['tests.failed', 'failure'],
          ['tests.errors', 'error'],
          ['tests.skipped', 'skipped'],
        ].map(([id, name]) => ({
          what: id,
          expected: state(name),
          actual: valueOf(result, id),
        })),
        {
          what: 'tests.duration',
          expected:
            total === 0 ? undefined : numberIn(expected.sum_testcase_time),
          actual: valueOf(result, 'tests.duration'),
        },
      ];
    },
  },
};
