export { exportOpenMetrics, exposeCurrentValues } from './exposition';
export { createPrometheusServer, outages } from './prometheus-server';
export type {
  Outage,
  PrometheusServer,
  PrometheusServerOptions,
} from './prometheus-server';
export { TimeSeriesDatabase } from './time-series-database';
export type {
  ScrapedSample,
  TimeSeriesDatabaseOptions,
} from './time-series-database';
