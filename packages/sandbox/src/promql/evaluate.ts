import { checkTypes } from './check-types';
import { evaluateExpression } from './evaluate-expression';
import { EngineOptions, EvaluationContext } from './evaluation-context';
import { labelKey } from './labels';
import { parseExpression } from './parse';
import { PromqlError } from './promql-error';
import { SeriesStorage } from './storage';
import { InstantValue, Series, valueTypeNames } from './value';

/** The most points a series may have in the answer to a range query. */
export const MAX_STEPS = 11_000;

/** An instant query at `time` (Unix milliseconds). */
export function evaluate(
  query: string,
  storage: SeriesStorage,
  options: EngineOptions & { time: number },
): InstantValue {
  const { time } = options;
  const context = new EvaluationContext(storage, time, time, options);
  return evaluateExpression(parseExpression(query), time, context);
}

/** A range query: the expression at `start`, `start + step`, … up to `end` (Unix milliseconds). */
export function evaluateRange(
  query: string,
  storage: SeriesStorage,
  options: EngineOptions & { start: number; end: number; step: number },
): Series[] {
  const { start, end, step } = options;
  if (!(step > 0)) {
    throw new PromqlError(
      'bad_data',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if ((end - start) / step > MAX_STEPS) {
    throw new PromqlError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  const expression = parseExpression(query);
  const type = checkTypes(query, expression);
  if (type !== 'scalar' && type !== 'vector') {
    throw new PromqlError(
      'bad_data',
      `invalid expression type "${valueTypeNames[type]}" for range query, must be Scalar or instant Vector`,
    );
  }
  const context = new EvaluationContext(storage, start, end, options);
  const byLabels = new Map<string, Series>();
  for (let time = start; time <= end; time += step) {
    const value = evaluateExpression(expression, time, context);
    let samples = value.type === 'vector' ? value.samples : [];
    if (value.type === 'scalar') samples = [{ labels: {}, value: value.value }];
    for (const sample of samples) {
      const key = labelKey(sample.labels);
      const series = byLabels.get(key) ?? {
        labels: sample.labels,
        timestamps: [],
        values: [],
      };
      series.timestamps.push(time);
      series.values.push(sample.value);
      byLabels.set(key, series);
    }
  }
  return [...byLabels]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, series]) => series);
}
