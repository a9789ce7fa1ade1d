import type { SampleFormat } from './Sample';
import { compareCounts, compareValue, numberIn, record } from './values';

const categories = [
  'performance',
  'accessibility',
  'best-practices',
  'seo',
  'pwa',
  'agentic-browsing',
];

/** Lighthouse, axe and pa11y. */
export const pageSamples: Record<string, SampleFormat> = {
  'LH-LHR': {
    name: 'Lighthouse',
    format: 'lighthouse',
    compare: (expected, result) =>
      categories.map(id => {
        const score = numberIn(record(expected.scores)[id]);
        return compareValue(
          result,
          `lighthouse.${id}`,
          score === undefined ? undefined : score * 100,
        );
      }),
  },
  'LH-PSI': {
    name: 'PageSpeed Insights',
    format: 'lighthouse',
    // Without a Lighthouse result there is no score to expect.
    compare: (_, result) =>
      categories.map(id => compareValue(result, `lighthouse.${id}`, undefined)),
  },
  'LH-ASSERT': {
    name: 'Lighthouse CI assertions',
    format: 'lighthouse-assertions',
    compare: (expected, result) => [
      compareValue(result, 'findings.error', expected.failed_error),
      compareValue(result, 'findings.warning', expected.failed_warn),
      compareValue(result, 'findings.total', expected.failed),
    ],
  },
  'A11Y-AXE': {
    name: 'axe',
    format: 'axe',
    compare: (expected, result) => [
      compareValue(
        result,
        'accessibility.violations',
        expected['violations(rules)'],
      ),
      ...compareCounts(
        result,
        record(expected.by_impact),
        {
          serious: 'accessibility.serious',
          critical: 'accessibility.critical',
        },
        0,
      ),
    ],
  },
  'A11Y-PA11Y': {
    name: 'pa11y',
    format: 'pa11y',
    compare: (expected, result) => {
      const types = record(expected.types);
      return [
        compareValue(result, 'accessibility.violations', types.error, 0),
        compareValue(result, 'accessibility.warnings', types.warning),
        compareValue(result, 'accessibility.notices', types.notice),
      ];
    },
  },
};
