import { EvaluationContext } from './evaluation-context';
import { RangeSelector, Selector } from './expression';
import { countUntil } from './storage';
import { Sample, Series } from './value';

/** The newest sample of each series within the lookback; a series that went stale has none. */
export function selectInstant(
  selector: Selector,
  time: number,
  context: EvaluationContext,
): Sample[] {
  const at = context.resolveTime(time, selector.at, selector.offset);
  const samples: Sample[] = [];
  for (const { labels, timestamps, values, stale } of context.select(
    selector,
  )) {
    const index = countUntil(timestamps, at) - 1;
    if (index < 0 || stale?.[index]) continue;
    const timestamp = timestamps[index];
    // Both edges belong to the lookback in Prometheus 2.
    if (timestamp < at - context.lookback) continue;
    samples.push({ labels, value: values[index], timestamp });
  }
  return samples;
}

/** Every sample with start ≤ time ≤ end (Prometheus 2), without staleness markers; series without any are left out. */
export function selectRange(
  { selector, range }: RangeSelector,
  time: number,
  context: EvaluationContext,
): Series[] {
  const end = context.resolveTime(time, selector.at, selector.offset);
  const result: Series[] = [];
  for (const { labels, timestamps, values, stale } of context.select(
    selector,
  )) {
    const until = countUntil(timestamps, end);
    const series: Series = { labels, timestamps: [], values: [] };
    for (
      let index = countUntil(timestamps, end - range - 1);
      index < until;
      index++
    ) {
      // Times may be fractions of a millisecond only in theory; the check keeps the edge exact.
      if (stale?.[index] || timestamps[index] < end - range) continue;
      series.timestamps.push(timestamps[index]);
      series.values.push(values[index]);
    }
    if (series.values.length > 0) result.push(series);
  }
  return result;
}
