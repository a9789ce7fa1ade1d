/**
 * An answer of a metrics system: a number, no data, or an error. Missing is never zero.
 *
 * @public
 */
export type Measurement =
  | { kind: 'number'; value: number }
  | { kind: 'no-data' }
  | { kind: 'error'; message: string };

/** @public */
export interface RangeQuery {
  query: string;
  start: Date;
  end: Date;
  stepSeconds: number;
}

/** @public */
export type RangeMeasurement =
  | { kind: 'series'; samples: Array<[epochMs: number, value: number | null]> }
  | { kind: 'error'; message: string };

/**
 * A metrics system that delivery can ask. Queries are in its own language and answer one series; more than one is an
 * error. It never throws: an outage is an answer too.
 *
 * @public
 */
export interface MetricsProvider {
  instant(
    query: string,
    options?: { at?: Date; signal?: AbortSignal },
  ): Promise<Measurement>;
  range(
    query: RangeQuery,
    options?: { signal?: AbortSignal },
  ): Promise<RangeMeasurement>;
}
