import { Counter, Histogram, Registry } from 'prom-client';

/** Request metrics under the names that the alerts, dashboards and canary analysis use. */
export function createMetrics() {
  const registry = new Registry();
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests by status',
    labelNames: ['method', 'status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer',
    labelNames: ['method'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observe(method: string, status: number, seconds: number) {
      requests.inc({ method, status: String(status) });
      duration.observe({ method }, seconds);
    },
  };
}
