/**
 * Percent, milliseconds and counts with their unit. Percentages are cut, not rounded: 98.997 must not read as the 99 it
 * failed to reach.
 *
 * @internal
 */
export function formatNumber(
  value: number,
  unit: '%' | 'ms' | 'count' | '',
  language: string,
): string {
  const shown = unit === '%' ? Math.floor(value * 100 + 1e-9) / 100 : value;
  const number = new Intl.NumberFormat(language, {
    maximumFractionDigits: unit === 'ms' && Math.abs(value) >= 10 ? 0 : 2,
  }).format(shown);
  return unit === '%' || unit === 'ms' ? `${number} ${unit}` : number;
}
