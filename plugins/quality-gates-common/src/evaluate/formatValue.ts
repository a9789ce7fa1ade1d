import type { Measurement } from '../types';

/** A value with its unit, for people. Percentages are cut, not rounded: 84.999 must not read as 85. @public */
export function formatValue(
  value: number | string,
  unit?: Measurement['unit'],
): string {
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'percent':
      return `${Math.floor(value * 100 + 1e-9) / 100} %`;
    case 'seconds':
      return `${Math.round(value * 100) / 100} s`;
    case 'bytes':
      return `${Math.round(value / 10_000) / 100} MB`;
    default:
      return String(Math.round(value * 100) / 100);
  }
}
