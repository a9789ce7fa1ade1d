import { Points } from '../value';
import { FunctionTable, RangeFunction, Window } from './function-definition';

/**
 * `rate`, `increase` and `delta` as in Prometheus 2.42 (`extrapolatedRate` in promql/functions.go): the difference between
 * the first and last sample, extrapolated to the edges of the window when the samples come close enough to them, and for
 * counters never below zero.
 */
export function extrapolatedChange(
  { timestamps, values }: Points,
  { start, end }: Window,
  isCounter: boolean,
): number | undefined {
  const last = values.length - 1;
  if (last < 1) return undefined;
  let change = values[last] - values[0];
  if (isCounter) {
    for (let index = 1; index <= last; index++) {
      if (values[index] < values[index - 1]) change += values[index - 1];
    }
  }
  const sampled = (timestamps[last] - timestamps[0]) / 1000;
  const averageGap = sampled / last;
  let toStart = (timestamps[0] - start) / 1000;
  const toEnd = (end - timestamps[last]) / 1000;
  if (isCounter && change > 0 && values[0] >= 0) {
    toStart = Math.min(toStart, sampled * (values[0] / change));
  }
  const threshold = averageGap * 1.1;
  const extrapolated =
    sampled +
    (toStart < threshold ? toStart : averageGap / 2) +
    (toEnd < threshold ? toEnd : averageGap / 2);
  return change * (extrapolated / sampled);
}

function lastChange(
  { timestamps, values }: Points,
  isRate: boolean,
): number | undefined {
  const last = values.length - 1;
  if (last < 1) return undefined;
  const elapsed = timestamps[last] - timestamps[last - 1];
  if (elapsed === 0) return undefined;
  const reset = isRate && values[last] < values[last - 1];
  const change = reset ? values[last] : values[last] - values[last - 1];
  return isRate ? change / (elapsed / 1000) : change;
}

/** Least squares over the points; `intercept` is the value at `interceptTime`. */
function linearRegression(
  { timestamps, values }: Points,
  interceptTime: number,
): { slope: number; intercept: number } {
  if (values.every(value => value === values[0])) {
    return Number.isFinite(values[0])
      ? { slope: 0, intercept: values[0] }
      : { slope: NaN, intercept: NaN };
  }
  const count = values.length;
  // Centred on the first point, which keeps the sums small: the result is the same, the rounding is better.
  const xs = timestamps.map(time => (time - timestamps[0]) / 1000);
  const meanX = xs.reduce((sum, x) => sum + x, 0) / count;
  const meanY = values.reduce((sum, y) => sum + y, 0) / count;
  let covariance = 0;
  let variance = 0;
  xs.forEach((x, index) => {
    covariance += (x - meanX) * (values[index] - meanY);
    variance += (x - meanX) * (x - meanX);
  });
  const slope = covariance / variance;
  const shift = (interceptTime - timestamps[0]) / 1000;
  return { slope, intercept: meanY + slope * (shift - meanX) };
}

function rangeFunction(
  apply: RangeFunction['apply'],
  extra: Partial<RangeFunction> = {},
): RangeFunction {
  return {
    kind: 'range',
    args: ['matrix'],
    returns: 'vector',
    apply,
    ...extra,
  };
}

export const rateFunctions: FunctionTable = {
  rate: rangeFunction((points, window) => {
    const change = extrapolatedChange(points, window, true);
    return change === undefined
      ? undefined
      : change / ((window.end - window.start) / 1000);
  }),
  increase: rangeFunction((points, window) =>
    extrapolatedChange(points, window, true),
  ),
  delta: rangeFunction((points, window) =>
    extrapolatedChange(points, window, false),
  ),
  irate: rangeFunction(points => lastChange(points, true)),
  idelta: rangeFunction(points => lastChange(points, false)),
  deriv: rangeFunction(points =>
    points.values.length < 2
      ? undefined
      : linearRegression(points, points.timestamps[0]).slope,
  ),
  predict_linear: rangeFunction(
    (points, { time }, [seconds]) => {
      if (points.values.length < 2) return undefined;
      const { slope, intercept } = linearRegression(points, time);
      return slope * seconds + intercept;
    },
    { args: ['matrix', 'scalar'] },
  ),
  changes: rangeFunction(({ values }) =>
    countPairs(
      values,
      (previous, current) =>
        current !== previous &&
        !(Number.isNaN(current) && Number.isNaN(previous)),
    ),
  ),
  resets: rangeFunction(({ values }) =>
    countPairs(values, (previous, current) => current < previous),
  ),
};

function countPairs(
  values: number[],
  test: (previous: number, current: number) => boolean,
): number {
  return values.filter(
    (value, index) => index > 0 && test(values[index - 1], value),
  ).length;
}
