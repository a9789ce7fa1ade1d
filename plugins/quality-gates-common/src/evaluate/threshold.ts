import type { Measurement, Threshold } from '../types';
import { formatValue } from './formatValue';

/** How a value misses a threshold; undefined when it meets it. */
export type Miss = 'below-minimum' | 'above-maximum' | 'not-equal';

export function missOf(
  value: number | string,
  threshold: Threshold,
): Miss | undefined {
  if (threshold.equals !== undefined) {
    return String(value) === threshold.equals ? undefined : 'not-equal';
  }
  if (typeof value !== 'number') return 'not-equal';
  if (threshold.min !== undefined && value < threshold.min) {
    return 'below-minimum';
  }
  if (threshold.above !== undefined && value <= threshold.above) {
    return 'below-minimum';
  }
  if (threshold.max !== undefined && value > threshold.max) {
    return 'above-maximum';
  }
  return undefined;
}

/** A count that may be anything from 0 up: only its presence is asked for. */
export function asksForPresence(threshold: Threshold): boolean {
  const { min, max, above, equals } = threshold;
  return [max, above, equals].every(bound => bound === undefined) && min === 0;
}

/** `≥ 85 %`, `0`, `> 90`, `OK`, `present`. @public */
export function formatThreshold(
  threshold: Threshold,
  unit?: Measurement['unit'],
): string {
  if (asksForPresence(threshold)) return 'present';
  const parts: string[] = [];
  if (threshold.equals !== undefined) parts.push(threshold.equals);
  if (threshold.min !== undefined) {
    parts.push(`≥ ${formatValue(threshold.min, unit)}`);
  }
  if (threshold.above !== undefined) {
    parts.push(`> ${formatValue(threshold.above, unit)}`);
  }
  if (threshold.max !== undefined) {
    parts.push(
      threshold.max === 0
        ? formatValue(0, unit)
        : `≤ ${formatValue(threshold.max, unit)}`,
    );
  }
  return parts.join(' and ');
}
