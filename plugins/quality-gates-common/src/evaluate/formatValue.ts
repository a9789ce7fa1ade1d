import type { Measurement, Threshold } from '../types';

/**
 * A value with its unit, for people. It is rounded away from the threshold, so that a miss never reads as a hit: 84.999 is
 * not shown as 85 where 85 is wanted, nor 3.001 as 3 where at most 3 is.
 *
 * @public
 */
export function formatValue(
  value: number | string,
  unit?: Measurement['unit'],
  threshold?: Threshold,
): string {
  if (typeof value === 'string') return value;
  const round = (it: number) => roundTo2(it, threshold);
  switch (unit) {
    case 'percent':
      return `${round(value)} %`;
    case 'seconds':
      return formatDuration(round(value));
    case 'bytes':
      return formatBytes(value, round);
    default:
      return String(round(value));
  }
}

function roundTo2(value: number, threshold: Threshold = {}): number {
  const { min, above, max } = threshold;
  const upwards = max !== undefined && min === undefined && above === undefined;
  // A hair's breadth of floating point is neither.
  return upwards
    ? Math.ceil(value * 100 - 1e-6) / 100
    : Math.floor(value * 100 + 1e-6) / 100;
}

function formatBytes(value: number, round: (it: number) => number): string {
  if (value === 0) return '0 MB';
  if (value < 10_000) return `${round(value / 1_000)} kB`;
  return `${round(value / 1_000_000)} MB`;
}

const durations: [number, string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
];

/** `7 d`, `10 min 1 s`, `4.25 s`: every unit that counts, because 10 min 1 s is not 10 min. */
function formatDuration(seconds: number): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [size, name] of durations) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${name}`);
    rest -= Math.max(0, count) * size;
  }
  const tail = Math.round(rest * 100) / 100;
  if (tail !== 0 || parts.length === 0) parts.push(`${tail} s`);
  return parts.join(' ');
}
