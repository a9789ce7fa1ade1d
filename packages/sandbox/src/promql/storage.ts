import { Labels } from './labels';
import { Matcher } from './matcher';

/** One series, oldest sample first. Times are Unix milliseconds. */
export interface SeriesData {
  labels: Labels;
  timestamps: ArrayLike<number>;
  values: ArrayLike<number>;
  /** 1 where the sample is a staleness marker: the series stopped being scraped. */
  stale?: ArrayLike<number>;
}

/** All that the engine needs from a time series database. */
export interface SeriesStorage {
  select(matchers: Matcher[]): SeriesData[];
}

/** How many samples have a time at or before `time`. */
export function countUntil(
  timestamps: ArrayLike<number>,
  time: number,
): number {
  let low = 0;
  let high = timestamps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timestamps[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
