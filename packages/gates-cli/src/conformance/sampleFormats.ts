import { coverageSamples } from './coverageSamples';
import { pageSamples } from './pageSamples';
import type { SampleFormat } from './Sample';
import { securitySamples } from './securitySamples';
import { sonarSamples } from './sonarSamples';
import { numberIn, record, valueOf } from './values';

/** How the values of `expected.json` map to our measurements, by the program that computed them. */
export const sampleFormats: Record<string, SampleFormat> = {
  ...coverageSamples,
  ...securitySamples,
  ...pageSamples,
  ...sonarSamples,
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
