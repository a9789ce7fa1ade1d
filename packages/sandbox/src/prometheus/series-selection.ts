import {
  labelKey,
  Matcher,
  parseExpression,
  PromqlError,
  SeriesData,
} from '../promql';
import { countUntil } from '../promql/storage';
import { TimeSeriesDatabase } from './time-series-database';

/** Each `match[]` is an instant vector selector. */
export function createMatcherSets(selectors: string[]): Matcher[][] {
  return selectors.map(selector => {
    try {
      const expression = parseExpression(selector);
      if (expression.type === 'selector') return expression.matchers;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new PromqlError(
        'bad_data',
        `invalid parameter "match[]": ${reason}`,
      );
    }
    throw new PromqlError(
      'bad_data',
      'invalid parameter "match[]": 1:1: parse error: expected a vector selector',
    );
  });
}

/** The series that fit one of the selectors (all without any) and have a sample in the time span. */
export function findSeries(
  database: TimeSeriesDatabase,
  matcherSets: Matcher[][],
  start: number,
  end: number,
): SeriesData[] {
  const sets = matcherSets.length > 0 ? matcherSets : [[]];
  const found = new Map<string, SeriesData>();
  for (const matchers of sets) {
    for (const series of database.select(matchers)) {
      const samples =
        countUntil(series.timestamps, end) -
        countUntil(series.timestamps, start - 1);
      if (samples > 0) found.set(labelKey(series.labels), series);
    }
  }
  return [...found.values()];
}
