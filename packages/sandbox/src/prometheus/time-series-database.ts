import {
  labelKey,
  Labels,
  Matcher,
  METRIC_NAME,
  SeriesData,
  SeriesStorage,
} from '../promql';
import { matchesAll } from '../promql/matcher';
import { SampleBuffer } from './sample-buffer';

export interface TimeSeriesDatabaseOptions {
  /** Milliseconds. Default 2 hours. */
  retention?: number;
  /** Upper bound over all series (17 bytes each); beyond it the oldest samples go early. Default 6 million. */
  maxSamples?: number;
}

export interface ScrapedSample {
  labels: Labels;
  value: number;
}

interface StoredSeries {
  labels: Labels;
  samples: SampleBuffer;
}

/** Between two clean-ups, in samples appended. */
const CLEANUP_INTERVAL = 50_000;

/** Samples in memory, found by their labels. */
export class TimeSeriesDatabase implements SeriesStorage {
  private readonly byName = new Map<string, Map<string, StoredSeries>>();
  private readonly lastScrapes = new Map<string, Map<string, Labels>>();
  private readonly retention: number;
  private readonly maxSamples: number;
  private sinceCleanup = 0;
  private newest = -Infinity;

  constructor(options: TimeSeriesDatabaseOptions = {}) {
    this.retention = options.retention ?? 2 * 3_600_000;
    this.maxSamples = options.maxSamples ?? 6_000_000;
  }

  /** Appends one sample; one that is not newer than the last of its series is ignored, as Prometheus does. */
  append(labels: Labels, timestamp: number, value: number): void {
    this.push(labels, timestamp, value, false);
  }

  /** Everything a target exposed at one moment. What it exposed before and no longer does becomes stale. */
  scrape(target: string, timestamp: number, samples: ScrapedSample[]): void {
    const current = new Map<string, Labels>();
    for (const { labels, value } of samples) {
      current.set(labelKey(labels), labels);
      this.push(labels, timestamp, value, false);
    }
    for (const [key, labels] of this.lastScrapes.get(target) ?? []) {
      if (!current.has(key)) this.push(labels, timestamp, NaN, true);
    }
    this.lastScrapes.set(target, current);
  }

  select(matchers: Matcher[]): SeriesData[] {
    const name = matchers.find(
      matcher => matcher.name === METRIC_NAME && matcher.operator === '=',
    );
    const groups = name
      ? [this.byName.get(name.value) ?? new Map<string, StoredSeries>()]
      : [...this.byName.values()];
    return groups
      .flatMap(group => [...group.values()])
      .filter(
        series =>
          series.samples.length > 0 && matchesAll(matchers, series.labels),
      )
      .sort((left, right) =>
        labelKey(left.labels) < labelKey(right.labels) ? -1 : 1,
      )
      .map(view);
  }

  /** Every series, in the order of their labels. */
  all(): SeriesData[] {
    return this.select([]);
  }

  private push(
    labels: Labels,
    timestamp: number,
    value: number,
    stale: boolean,
  ): void {
    const name = labels[METRIC_NAME] ?? '';
    const group = this.byName.get(name) ?? new Map<string, StoredSeries>();
    this.byName.set(name, group);
    const key = labelKey(labels);
    const series = group.get(key) ?? { labels, samples: new SampleBuffer() };
    group.set(key, series);
    if (timestamp <= (series.samples.lastTimestamp ?? -Infinity)) return;
    series.samples.push(timestamp, value, stale);
    this.newest = Math.max(this.newest, timestamp);
    this.sinceCleanup += 1;
    if (this.sinceCleanup >= CLEANUP_INTERVAL) this.cleanUp();
  }

  private cleanUp(): void {
    this.sinceCleanup = 0;
    let horizon = this.newest - this.retention;
    let total = this.dropBefore(horizon);
    while (total > this.maxSamples && horizon < this.newest) {
      horizon += Math.max(1000, (this.newest - horizon) / 10);
      total = this.dropBefore(horizon);
    }
  }

  private dropBefore(timestamp: number): number {
    let total = 0;
    for (const [name, group] of this.byName) {
      for (const [key, series] of group) {
        series.samples.dropBefore(timestamp);
        total += series.samples.length;
        if (series.samples.length === 0) group.delete(key);
      }
      if (group.size === 0) this.byName.delete(name);
    }
    return total;
  }
}

function view({ labels, samples }: StoredSeries): SeriesData {
  return {
    labels,
    timestamps: samples.timestamps,
    values: samples.values,
    stale: samples.stale,
  };
}
