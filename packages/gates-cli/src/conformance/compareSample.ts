import {
  isUnderstood,
  type ReportResult,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Comparison, Sample, SampleFormat } from './Sample';

/** Values are printed with four digits, times with three. */
const tolerance = 0.00051;

/** What came of one sample. */
export interface SampleOutcome {
  sample: Sample;
  equal: number;
  different: Comparison[];
  /** The file must be refused, and was not; or must be read, and was not. */
  fault?: string;
}

/** True for a file that an independent parser refuses, or that is not what its name says. */
function mustBeRefused(sample: Sample): boolean {
  return (
    'UNREADABLE' in sample.expected ||
    'ERROR' in sample.expected ||
    /must be rejected/i.test(sample.what)
  );
}

export function compareSample(
  sample: Sample,
  format: SampleFormat,
  result: ReportResult,
): SampleOutcome {
  if (mustBeRefused(sample)) {
    return isUnderstood(result) || result.measurements.length > 0
      ? {
          sample,
          equal: 0,
          different: [],
          fault: 'it must be refused, but numbers were read from it',
        }
      : { sample, equal: 1, different: [] };
  }
  const comparisons = format.compare(sample.expected, result);
  const different = comparisons.filter(it => !same(it));
  const problem = result.problems[0]?.message ?? '';
  return {
    sample,
    equal: comparisons.length - different.length,
    different,
    ...(result.format === format.format
      ? {}
      : {
          fault: `it was read as ${
            result.format ?? 'nothing known'
          }. ${problem}`,
        }),
  };
}

function same({ expected, actual }: Comparison): boolean {
  if (typeof expected !== 'number' || typeof actual !== 'number') {
    return expected === actual;
  }
  return Math.abs(expected - actual) <= tolerance;
}
