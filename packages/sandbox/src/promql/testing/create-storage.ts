import { parseExpression } from '../parse';
import { matchesAll } from '../matcher';
import { SeriesData, SeriesStorage } from '../storage';

interface Written {
  /** Milliseconds between samples, from time 0. */
  every: number;
  /** Undefined = the series went stale. */
  values: Array<number | undefined>;
}

/** Series written as `name{label="value"}`. */
export function createStorage(written: Record<string, Written>): SeriesStorage {
  const all = Object.entries(written).map(
    ([selector, { every, values }]): SeriesData => {
      const expression = parseExpression(selector);
      if (expression.type !== 'selector')
        throw new Error(`not a series: ${selector}`);
      return {
        labels: Object.fromEntries(
          expression.matchers.map(({ name, value }) => [name, value]),
        ),
        timestamps: values.map((_, index) => index * every),
        values: values.map(value => value ?? NaN),
        stale: values.map(value => (value === undefined ? 1 : 0)),
      };
    },
  );
  return {
    select: matchers =>
      all.filter(({ labels }) => matchesAll(matchers, labels)),
  };
}
