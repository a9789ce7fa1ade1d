import { KubeObject } from '../kubernetes/object-store';
import { objectOf, objectsOf, stringOf } from '../kubernetes/store/json';
import { CanaryDefinition, CanaryMetric } from './canary-definition';
import { parseDuration } from './duration';
import { MetricAnswer } from './step';

/** As long as Flagger waits. */
const QUERY_TIMEOUT_MS = 5000;
/** Fewer than this and `rate` has too few samples of the sandbox's 1 s scrape. */
const SHORTEST_WINDOW_MS = 5000;

/** Flagger's built-in checks for Istio. */
const builtInQueries: Record<string, string> = {
  'request-success-rate': `sum(rate(istio_requests_total{reporter="destination",
    destination_workload_namespace="{{ namespace }}",destination_workload=~"{{ target }}",
    response_code!~"5.*"}[{{ interval }}]))
    / sum(rate(istio_requests_total{reporter="destination",
    destination_workload_namespace="{{ namespace }}",destination_workload=~"{{ target }}"}[{{ interval }}])) * 100`,
  'request-duration': `histogram_quantile(0.99, sum(rate(istio_request_duration_milliseconds_bucket{reporter="destination",
    destination_workload_namespace="{{ namespace }}",destination_workload=~"{{ target }}"}[{{ interval }}])) by (le))`,
};

export interface MetricSourceOptions {
  /** Where Flagger looks when neither the Canary nor the template says. */
  prometheusUrl: string;
  speed: number;
  findTemplate(namespace: string, name: string): KubeObject | undefined;
}

/** Asks Prometheus over HTTP what a canary's metric is now. */
export async function queryMetric(
  canary: CanaryDefinition,
  metric: CanaryMetric,
  options: MetricSourceOptions,
): Promise<MetricAnswer> {
  const source = sourceOf(canary, metric, options);
  if ('problem' in source) {
    return { kind: 'error', text: source.problem };
  }
  const { query, address } = source;
  const rendered = renderQuery(query, {
    name: canary.name,
    namespace: canary.namespace,
    target: canary.targetName,
    service: canary.service.name,
    ingress: canary.targetName,
    interval: scaledInterval(metric.interval, options.speed),
  });
  const answer = await runQuery(address, rendered);
  // Flagger counts a duration in whole milliseconds.
  return metric.name === 'request-duration' && answer.kind === 'number'
    ? { kind: 'number', value: Math.trunc(answer.value) }
    : answer;
}

function sourceOf(
  canary: CanaryDefinition,
  metric: CanaryMetric,
  options: MetricSourceOptions,
): { query: string; address: string } | { problem: string } {
  const address = canary.metricsServer ?? options.prometheusUrl;
  const source = metric.templateRef
    ? templateSource(canary, metric.templateRef, options, address)
    : { query: metric.query ?? builtInQueries[metric.name], address };
  return 'problem' in source || source.query
    ? source
    : { problem: `no query for metric ${metric.name}` };
}

function templateSource(
  canary: CanaryDefinition,
  {
    name,
    namespace = canary.namespace,
  }: NonNullable<CanaryMetric['templateRef']>,
  options: MetricSourceOptions,
  fallback: string,
): { query: string; address: string } | { problem: string } {
  const template = options.findTemplate(namespace, name);
  if (!template) {
    return { problem: `metrictemplate.flagger.app "${name}" not found` };
  }
  const spec = objectOf(template.spec);
  const provider = objectOf(spec.provider);
  return provider.type === 'prometheus'
    ? {
        query: stringOf(spec.query) ?? '',
        address: stringOf(provider.address) ?? fallback,
      }
    : {
        problem: `Metric template ${name}.${namespace} provider ${String(
          provider.type,
        )} error: the sandbox has Prometheus only`,
      };
}

/** Fills `{{ name }}` and the like, as MetricTemplates are written. */
export function renderQuery(
  query: string,
  values: Record<string, string>,
): string {
  return query.replace(
    /\{\{\s*(\w+)\s*\}\}/g,
    (whole, name) => values[name] ?? whole,
  );
}

function scaledInterval(interval: string, speed: number): string {
  const ms = Math.max(SHORTEST_WINDOW_MS, parseDuration(interval) / speed);
  return `${Math.round(ms / 1000)}s`;
}

export async function runQuery(
  address: string,
  query: string,
): Promise<MetricAnswer> {
  const url = new URL(`${address.replace(/\/$/, '')}/api/v1/query`);
  url.searchParams.set('query', query.replace(/\s+/g, ' ').trim());
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(QUERY_TIMEOUT_MS),
    });
    const body = await response.text();
    if (!response.ok) {
      return {
        kind: 'error',
        text: `running query failed: error response: ${body.trim()}`,
      };
    }
    return firstValue(JSON.parse(body));
  } catch (error) {
    return {
      kind: 'error',
      text: `running query failed: request failed: ${causeOf(error)}`,
    };
  }
}

function firstValue(body: unknown): MetricAnswer {
  const results = objectsOf(objectOf(objectOf(body).data).result);
  let value: number | undefined;
  for (const result of results) {
    const sample = Array.isArray(result.value) ? result.value[1] : undefined;
    if (typeof sample === 'string') {
      value = Number(sample.replace('Inf', 'Infinity'));
    }
  }
  return value === undefined || Number.isNaN(value)
    ? { kind: 'none' }
    : { kind: 'number', value };
}

export function causeOf(error: unknown): string {
  if (error instanceof Error) {
    return error.cause instanceof Error
      ? `${error.message}: ${error.cause.message}`
      : error.message;
  }
  return String(error);
}
