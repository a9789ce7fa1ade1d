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
    const metrics = this.#providers.get(provider);
    if (!metrics) {
      return {
        kind: 'error',
        message: `Prometheus ${provider} is not configured under delivery.prometheus`,
      };
    }
    const query = metricQuery(this.#config, metric, target);
    if (query === undefined) {
      return {
        kind: 'error',
        message: `there is no query for ${metric} under delivery.metrics.queries`,
      };
    }
    return metrics.instant(query, options);
  }
}
