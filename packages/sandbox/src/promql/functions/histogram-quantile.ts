import { dropLabels, labelKey, Labels, METRIC_NAME } from '../labels';
import { parseNumber } from '../literals';
import { FunctionTable } from './function-definition';

export interface Bucket {
  /** Inclusive. */
  upperBound: number;
  /** Cumulative. */
  count: number;
}

/** The quantile by linear interpolation inside its bucket (`bucketQuantile` in promql/quantile.go, 2.42). */
export function bucketQuantile(q: number, unsorted: Bucket[]): number {
  if (Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const buckets = mergeAndRepair(unsorted);
  const last = buckets.length - 1;
  if (last < 1 || buckets[last].upperBound !== Infinity) return NaN;
  const observations = buckets[last].count;
  return observations === 0 ? NaN : valueAtRank(q * observations, buckets);
}

function valueAtRank(rank: number, buckets: Bucket[]): number {
  const last = buckets.length - 1;
  const found = buckets.findIndex(({ count }) => count >= rank);
  // In the +Inf bucket there is nothing to interpolate to: its lower edge is the best answer.
  if (found < 0 || found === last) return buckets[last - 1].upperBound;
  const { upperBound, count } = buckets[found];
  if (found === 0) {
    return upperBound <= 0 ? upperBound : upperBound * (rank / count);
  }
  const below = buckets[found - 1];
  const share = (rank - below.count) / (count - below.count);
  return below.upperBound + (upperBound - below.upperBound) * share;
}

/** Adds up buckets of the same bound and lifts those that fall behind their predecessor (scrapes are not atomic). */
function mergeAndRepair(unsorted: Bucket[]): Bucket[] {
  const merged = new Map<number, number>();
  for (const { upperBound, count } of unsorted) {
    merged.set(upperBound, (merged.get(upperBound) ?? 0) + count);
  }
  let highest: number | undefined;
  return [...merged]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([upperBound, count]) => {
      if (highest === undefined || count > highest) highest = count;
      return { upperBound, count: count < highest ? highest : count };
    });
}

export const histogramFunctions: FunctionTable = {
  histogram_quantile: {
    kind: 'general',
    args: ['scalar', 'vector'],
    returns: 'vector',
    apply: ([q, vector]) => {
      const histograms = new Map<
        string,
        { labels: Labels; buckets: Bucket[] }
      >();
      for (const { labels, value } of vector.type === 'vector'
        ? vector.samples
        : []) {
        const upperBound = parseNumber(labels.le ?? '');
        if (upperBound === undefined) continue;
        const rest = dropLabels(labels, ['le', METRIC_NAME]);
        const key = labelKey(rest);
        const histogram = histograms.get(key) ?? { labels: rest, buckets: [] };
        histogram.buckets.push({ upperBound, count: value });
        histograms.set(key, histogram);
      }
      return {
        type: 'vector',
        samples: [...histograms.values()].map(({ labels, buckets }) => ({
          labels,
          value: bucketQuantile(q.type === 'scalar' ? q.value : NaN, buckets),
        })),
      };
    },
  },
};
