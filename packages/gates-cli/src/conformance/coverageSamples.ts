import type { SampleFormat } from './Sample';
import {
  compareRatio,
  compareReported,
  compareStated,
  compareTriple,
  numberIn,
  record,
} from './values';

/** Coverage reports. */
export const coverageSamples: Record<string, SampleFormat> = {
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
  'COV-CLOVER': {
    name: 'Clover',
    format: 'clover',
    compare: (expected, result) => [
      ...compareTriple(result, 'coverage.lines', expected.stmt_lines),
      ...compareStated(result, 'coverage.statements', expected.statements),
      ...compareStated(result, 'coverage.branches', expected.conditionals),
      ...compareStated(result, 'coverage.functions', expected.methods),
    ],
  },
  'COV-OPENCOVER': {
    name: 'OpenCover',
    format: 'opencover',
    compare: (expected, result) =>
      [
        ['coverage.statements', 'SequencePoints'],
        ['coverage.branches', 'BranchPoints'],
        ['coverage.functions', 'Methods'],
      ].flatMap(([id, name]) =>
        compareStated(result, id, [
          expected[`visited${name}`],
          expected[`num${name}`],
        ]),
      ),
  },
  'COV-SIMPLECOV': {
    name: 'SimpleCov',
    format: 'simplecov',
    compare: (expected, result) => {
      const suites = Object.values(
        record(expected['suites[covered,relevant,pct]']),
      );
      return compareTriple(result, 'coverage.lines', suites[0]);
    },
  },
  'COV-ANYXML': {
    name: 'no XML',
    format: 'cobertura',
    compare: () => [],
  },
};
