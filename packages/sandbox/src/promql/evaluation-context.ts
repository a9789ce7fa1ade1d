import { AtModifier, Selector } from './expression';
import { SeriesData, SeriesStorage } from './storage';

export interface EngineOptions {
  /** How old a sample may be and still count as current. Default 5 minutes. */
  lookback?: number;
  /** The step of subqueries that name none. Default 1 minute. */
  defaultStep?: number;
}

/** What stays the same while one query is evaluated, possibly at many times. */
export class EvaluationContext {
  readonly lookback: number;
  readonly defaultStep: number;
  private readonly selected = new Map<Selector, SeriesData[]>();

  constructor(
    private readonly storage: SeriesStorage,
    private readonly start: number,
    private readonly end: number,
    options: EngineOptions,
  ) {
    this.lookback = options.lookback ?? 300_000;
    this.defaultStep = options.defaultStep ?? 60_000;
  }

  /** The series behind a selector, looked up once a query. */
  select(selector: Selector): SeriesData[] {
    let series = this.selected.get(selector);
    if (!series) {
      series = this.storage.select(selector.matchers);
      this.selected.set(selector, series);
    }
    return series;
  }

  /** The moment a selector looks at, in Unix milliseconds. */
  resolveTime(
    time: number,
    at: AtModifier | undefined,
    offset: number = 0,
  ): number {
    if (at === 'start') return this.start - offset;
    if (at === 'end') return this.end - offset;
    return (at ?? time) - offset;
  }
}
