import {
  evaluate,
  evaluateRange,
  formatSampleValue,
  InstantValue,
  Series,
} from '../promql';
import { METRIC_NAME, PromqlError } from '../promql';
import { QueryParameters } from './query-parameters';
import type { RuleGroupStatus } from './rules';
import { alertAnswer, rulesAnswer } from './rules/rules-answer';
import { findSeries } from './series-selection';
import { TimeSeriesDatabase } from './time-series-database';

export interface ApiContext {
  database: TimeSeriesDatabase;
  /** Unix milliseconds. */
  now(): number;
  rules(): readonly RuleGroupStatus[];
}

/** An API call: the parameters to the `data` of the answer. */
export type ApiRoute = (
  parameters: QueryParameters,
  context: ApiContext,
) => unknown;

export const apiRoutes: Record<string, ApiRoute> = {
  '/api/v1/query': (parameters, { database, now }) => {
    const time = parameters.time('time', now());
    const value = named('query', () =>
      evaluate(parameters.query(), database, { time }),
    );
    return instantData(value, time);
  },
  '/api/v1/query_range': (parameters, { database }) => {
    const range = parameters.range();
    const series = named('query', () =>
      evaluateRange(parameters.query(), database, range),
    );
    return { resultType: 'matrix', result: series.map(matrixEntry) };
  },
  '/api/v1/series': (parameters, { database, now }) => {
    const sets = parameters.matcherSets();
    if (sets.length === 0) {
      throw new PromqlError('bad_data', 'no match[] parameter provided');
    }
    const found = findSeries(database, sets, ...span(parameters, now()));
    return found.map(({ labels }) => labels).slice(0, parameters.limit());
  },
  '/api/v1/labels': (parameters, { database, now }) => {
    const found = findSeries(
      database,
      parameters.matcherSets(),
      ...span(parameters, now()),
    );
    return [
      ...new Set(found.flatMap(({ labels }) => Object.keys(labels))),
    ].sort();
  },
  '/api/v1/rules': (_, { rules }) => rulesAnswer(rules()),
  '/api/v1/alerts': (_, { rules }) => ({
    alerts: rules()
      .flatMap(group => group.rules)
      .flatMap(({ alerts }) => alerts.map(alertAnswer)),
  }),
  '/api/v1/metadata': () => ({}),
  '/api/v1/status/buildinfo': () => ({
    version: '2.42.0',
    revision: 'heal7-sandbox',
    branch: 'sandbox',
    buildUser: '',
    buildDate: '',
    goVersion: '',
  }),
  '/api/v1/targets': (_, { database, now }) => {
    const value = evaluate('up', database, { time: now() });
    const samples = value.type === 'vector' ? value.samples : [];
    return {
      activeTargets: samples.map(({ labels, value: up, timestamp }) => ({
        discoveredLabels: {},
        labels: Object.fromEntries(
          Object.entries(labels).filter(([name]) => name !== METRIC_NAME),
        ),
        scrapePool: labels.job ?? '',
        scrapeUrl: '',
        globalUrl: '',
        lastError: '',
        lastScrape: new Date(timestamp ?? now()).toISOString(),
        lastScrapeDuration: 0,
        health: up === 1 ? 'up' : 'down',
        scrapeInterval: '1s',
        scrapeTimeout: '1s',
      })),
      droppedTargets: [],
    };
  },
};

/** `/api/v1/label/<name>/values` */
export function labelValuesRoute(name: string): ApiRoute {
  return (parameters, { database, now }) => {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
      throw new PromqlError(
        'bad_data',
        `invalid label name: ${JSON.stringify(name)}`,
      );
    }
    const found = findSeries(
      database,
      parameters.matcherSets(),
      ...span(parameters, now()),
    );
    const values = found.flatMap(({ labels }) => labels[name] ?? []);
    return [...new Set(values)].sort().slice(0, parameters.limit());
  };
}

function span(parameters: QueryParameters, now: number): [number, number] {
  return [parameters.time('start', 0), parameters.time('end', now)];
}

/** Prometheus says which parameter a bad query came in. */
function named<T>(parameter: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const isParse =
      error instanceof PromqlError &&
      / parse error: |invalid expression/.test(error.message);
    if (!isParse) throw error;
    throw new PromqlError(
      'bad_data',
      `invalid parameter "${parameter}": ${error.message}`,
    );
  }
}

function instantData(value: InstantValue, time: number) {
  if (value.type === 'scalar') {
    return {
      resultType: 'scalar',
      result: [time / 1000, formatSampleValue(value.value)],
    };
  }
  if (value.type === 'string') {
    return { resultType: 'string', result: [time / 1000, value.value] };
  }
  if (value.type === 'matrix') {
    return { resultType: 'matrix', result: value.series.map(matrixEntry) };
  }
  return {
    resultType: 'vector',
    result: value.samples.map(({ labels, value: number }) => ({
      metric: labels,
      value: [time / 1000, formatSampleValue(number)],
    })),
  };
}

function matrixEntry({ labels, timestamps, values }: Series) {
  return {
    metric: labels,
    values: values.map((value, index) => [
      timestamps[index] / 1000,
      formatSampleValue(value),
    ]),
  };
}
