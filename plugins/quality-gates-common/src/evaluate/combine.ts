import type { Measurement, Threshold } from '../types';
import { missOf } from './threshold';

/** Which number of a measurement is meant: its value, or what the report's own total says. */
export type ValueOf = (measurement: Measurement) => number;

/**
 * One number out of several reports of one measurement:
 *
 * - counts are summed (findings, failed tests), and so is the time of tests, of which each report holds a share;
 * - ratios and scores are weighted by their totals within a format; where the same comes in several formats (lcov beside
 *   Cobertura), or without totals, the worst counts;
 * - of everything else – a size, a time, a maximum – the worst counts: each image is to be small enough, each build quick
 *   enough, each function simple enough.
 *
 * Which is the worst depends on the threshold: the lowest coverage, but the highest duplication.
 */
export function combine(
  id: string,
  all: readonly Measurement[],
  threshold: Threshold,
  valueOf: ValueOf,
): number {
  const [{ unit }] = all;
  if (isSummed(id, unit)) {
    return all.reduce((total, it) => total + valueOf(it), 0);
  }
  if (unit !== 'percent' && unit !== 'score') {
    return worstOf(all.map(valueOf), threshold);
  }
  const formats = [...new Set(all.map(it => it.source.format))];
  return worstOf(
    formats.map(format =>
      weighted(
        all.filter(it => it.source.format === format),
        threshold,
        valueOf,
      ),
    ),
    threshold,
  );
}

/** The value furthest on the wrong side of the threshold. */
export function worstOf(
  values: readonly number[],
  threshold: Threshold,
): number {
  const { min, above, max } = threshold;
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  if (max === undefined) return lowest;
  if (min === undefined && above === undefined) return highest;
  return missOf(lowest, threshold) ? lowest : highest;
}

function isSummed(id: string, unit: Measurement['unit']): boolean {
  if (unit === 'count') return !id.endsWith('.max');
  return id === 'tests.duration';
}

function weighted(
  all: readonly Measurement[],
  threshold: Threshold,
  valueOf: ValueOf,
): number {
  const totals = all.map(it => it.detail?.total ?? 0);
  const weight = totals.reduce((sum, total) => sum + total, 0);
  if (all.length === 1 || totals.includes(0)) {
    return worstOf(all.map(valueOf), threshold);
  }
  return (
    all.reduce((sum, it, index) => sum + valueOf(it) * totals[index], 0) /
    weight
  );
}
