import { MetricFlavour, MetricsConfig } from '../../config/delivery-config';

/** What is asked about: `app` is the label of the pods and the name of the workload. */
export interface MetricTarget {
  app: string;
  namespace: string;
  /** Default: the window of the config. */
  windowSeconds?: number;
}

const pods = 'pod=~"{appPattern}-[a-z0-9]+-[a-z0-9]+"';
const container = 'container!="",container!="POD"';
const resources = {
  cpu: `100 * sum(rate(container_cpu_usage_seconds_total{namespace="{namespace}",${pods},${container}}[{window}])) / sum(kube_pod_container_resource_limits{namespace="{namespace}",${pods},resource="cpu"})`,
  memory: `100 * max(container_memory_working_set_bytes{namespace="{namespace}",${pods},${container}} / on(namespace,pod,container) kube_pod_container_resource_limits{namespace="{namespace}",${pods},resource="memory"})`,
};

const http = '{app="{app}",namespace="{namespace}"}';
const http5xx = '{app="{app}",namespace="{namespace}",status=~"5.."}';
const httpErrorRatio = `100 * (sum(rate(http_requests_total${http5xx}[{window}])) or 0*sum(rate(http_requests_total${http}[{window}]))) / sum(rate(http_requests_total${http}[{window}]))`;
const httpQuantile = (quantile: string) =>
  `1000 * histogram_quantile(${quantile}, sum by (le)(rate(http_request_duration_seconds_bucket${http}[{window}])))`;

const istioLabels =
  'reporter="destination",destination_workload_namespace="{namespace}",destination_workload="{app}"';
const istio = `{${istioLabels}}`;
const istioGood = `{${istioLabels},response_code!~"5.*"}`;
const istio5xx = `{${istioLabels},response_code=~"5.*"}`;
const istioErrorRatio = `100 * (sum(rate(istio_requests_total${istio5xx}[{window}])) or 0*sum(rate(istio_requests_total${istio}[{window}]))) / sum(rate(istio_requests_total${istio}[{window}]))`;
const istioQuantile = (quantile: string) =>
  `histogram_quantile(${quantile}, sum by (le)(rate(istio_request_duration_milliseconds_bucket${istio}[{window}])))`;

/**
 * The queries of each flavour by metric name. `request-success-rate` and `request-duration` are Flagger's built-in metrics
 * (its duration is the 99th percentile); the others are the criteria after a deployment.
 *
 * `errors` and `requests` are counts in the window; `or 0*` makes "no error" a 0 while "no traffic" stays no data.
 */
export const defaultQueries: Record<MetricFlavour, Record<string, string>> = {
  http: {
    'request-success-rate': `100 - (${httpErrorRatio})`,
    'request-duration': httpQuantile('0.99'),
    'error-rate': httpErrorRatio,
    p95: httpQuantile('0.95'),
    requests: `sum(increase(http_requests_total${http}[{window}]))`,
    errors: `sum(increase(http_requests_total${http5xx}[{window}])) or 0*sum(increase(http_requests_total${http}[{window}]))`,
    ...resources,
  },
  istio: {
    'request-success-rate': `sum(rate(istio_requests_total${istioGood}[{window}])) / sum(rate(istio_requests_total${istio}[{window}])) * 100`,
    'request-duration': istioQuantile('0.99'),
    'error-rate': istioErrorRatio,
    p95: istioQuantile('0.95'),
    requests: `sum(increase(istio_requests_total${istio}[{window}]))`,
    errors: `sum(increase(istio_requests_total${istio5xx}[{window}])) or 0*sum(increase(istio_requests_total${istio}[{window}]))`,
    ...resources,
  },
};

// Inside a PromQL string in double quotes.
const quoted = (value: string) =>
  value.replace(/[\\"\n]/g, character =>
    character === '\n' ? '\\n' : `\\${character}`,
  );
// Inside a regular expression inside such a string.
const pattern = (value: string) =>
  quoted(value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** The query for a metric, or `undefined` when there is none of that name. */
export function metricQuery(
  config: Pick<MetricsConfig, 'flavour' | 'queries' | 'windowSeconds'>,
  name: string,
  target: MetricTarget,
): string | undefined {
  const own = Object.hasOwn(config.queries, name)
    ? config.queries[name]
    : undefined;
  const defaults = defaultQueries[config.flavour];
  const template =
    own ?? (Object.hasOwn(defaults, name) ? defaults[name] : undefined);
  const values: Record<string, string> = {
    app: quoted(target.app),
    appPattern: pattern(target.app),
    namespace: quoted(target.namespace),
    window: `${Math.max(
      1,
      Math.round(target.windowSeconds ?? config.windowSeconds),
    )}s`,
  };
  return template?.replace(
    /\{(app|appPattern|namespace|window)\}/g,
    (_, key: string) => values[key],
  );
}
