import {
  Measurement,
  MetricsProvider,
} from '@heal7/backstage-plugin-delivery-node';
import { MetricsConfig } from '../../config/delivery-config';
import { MetricTarget, metricQuery } from './metric-queries';

/** Measures by metric name: picks the query and the metrics system. */
export interface Measurements {
  measure(
    provider: string,
    metric: string,
    target: MetricTarget,
    options?: { at?: Date; signal?: AbortSignal },
  ): Promise<Measurement>;
  /** Asks a query that is complete already. */
  ask(
    provider: string,
    query: string,
    options?: { signal?: AbortSignal },
  ): Promise<Measurement>;
  /** Whether the config has a query of its own for a metric, which then goes before that of a MetricTemplate. */
  hasOwnQuery(metric: string): boolean;
}

export class DefaultMeasurements implements Measurements {
  readonly #config: MetricsConfig;
  readonly #providers: ReadonlyMap<string, MetricsProvider>;

  constructor(options: {
    config: MetricsConfig;
    providers: ReadonlyMap<string, MetricsProvider>;
  }) {
    this.#config = options.config;
    this.#providers = options.providers;
  }

  async measure(
    ...[provider, metric, target, options]: Parameters<Measurements['measure']>
  ): Promise<Measurement> {
    const query = metricQuery(this.#config, metric, target);
    return query === undefined
      ? {
          kind: 'error',
          message: `there is no query for ${metric} under delivery.metrics.queries`,
        }
      : this.ask(provider, query, options);
  }

  async ask(
    ...[provider, query, options]: Parameters<Measurements['ask']>
  ): Promise<Measurement> {
    const metrics = this.#providers.get(provider);
    return metrics
      ? metrics.instant(query, options)
      : {
          kind: 'error',
          message: `Prometheus ${provider} is not configured under delivery.prometheus`,
        };
  }

  hasOwnQuery(metric: string): boolean {
    return Object.hasOwn(this.#config.queries, metric);
  }
}
