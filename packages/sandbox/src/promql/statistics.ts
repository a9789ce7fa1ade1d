/** Prometheus' `max` and `min` ignore NaN unless there is nothing else. */
export function maximum(values: number[]): number {
  return values.reduce((best, value) =>
    value > best || Number.isNaN(best) ? value : best,
  );
}

export function minimum(values: number[]): number {
  return values.reduce((best, value) =>
    value < best || Number.isNaN(best) ? value : best,
  );
}

/** Incremental, so that large values do not overflow; infinities stay what they are. */
export function mean(values: number[]): number {
  let result = 0;
  values.forEach((value, index) => {
    const isInfinite = Math.abs(result) === Infinity;
    if (isInfinite && (value === result || Number.isFinite(value))) return;
    result += value / (index + 1) - result / (index + 1);
  });
  return result;
}

/** Kahan-Neumaier: the error of each addition is carried along. */
export function sum(values: number[]): number {
  let total = 0;
  let compensation = 0;
  for (const value of values) {
    const next = total + value;
    if (Number.isFinite(next)) {
      compensation +=
        Math.abs(total) >= Math.abs(value)
          ? total - next + value
          : value - next + total;
    }
    total = next;
  }
  return Number.isFinite(total) ? total + compensation : total;
}

/** Population variance (Welford). */
export function variance(values: number[]): number {
  let average = 0;
  let squares = 0;
  values.forEach((value, index) => {
    const delta = value - average;
    average += delta / (index + 1);
    squares += delta * (value - average);
  });
  return squares / values.length;
}

/** Linear interpolation between the closest ranks; NaN sorts first. */
export function quantile(q: number, values: number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const sorted = [...values].sort((left, right) => {
    if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1;
    if (Number.isNaN(right)) return 1;
    return left < right ? -1 : Number(left > right);
  });
  const rank = q * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return sorted[lower] * (1 - weight) + sorted[upper] * weight;
}
