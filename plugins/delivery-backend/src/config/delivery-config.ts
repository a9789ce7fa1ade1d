import {
  DeploymentStrategy,
  EnvironmentTier,
  Link,
} from '@heal7/backstage-plugin-delivery-common';

/** One environment every service may run in. */
export interface EnvironmentConfig {
  name: string;
  title: string;
  tier: EnvironmentTier;
  /** Name of a cluster of the Kubernetes plugin's config. */
  cluster?: string;
  /** Cluster whose Argo CD manages this environment, when it is another one. */
  argocdCluster?: string;
  /** May contain `{service}`. */
  namespace: string;
  strategy: DeploymentStrategy;
  /** Name of a Prometheus, absent = not measured. */
  prometheus?: string;
  /** Templates with `{service}`, `{environment}` and `{namespace}`. */
  links?: Link[];
}

/** Where the truth about versions is kept. */
export interface ManifestsConfig {
  repoUrl: string;
  branch: string;
  /** With `{environment}` and `{service}`. */
  valuesPath: string;
  /** Dotted path of the key, e.g. `image.tag`. */
  tagKey: string;
}

export interface PrometheusConfig {
  name: string;
  url: string;
  headers: Record<string, string>;
  timeoutMs: number;
}

export const metricFlavours = ['http', 'istio'] as const;
export type MetricFlavour = (typeof metricFlavours)[number];

export interface MetricsConfig {
  flavour: MetricFlavour;
  queries: Record<string, string>;
  windowSeconds: number;
  sampleIntervalSeconds: number;
}

/** Everything the read half takes from the config, read once at start-up. */
export interface DeliveryConfig {
  environments: EnvironmentConfig[];
  manifests?: ManifestsConfig;
  versionPattern: RegExp;
  prometheus: PrometheusConfig[];
  metrics: MetricsConfig;
  retentionDays: number;
  leaseSeconds: number;
  githubRefreshSeconds: number;
}

export const deliveryDefaults = {
  manifests: {
    branch: 'main',
    valuesPath:
      'environments/{environment}/{service}/values-{environment}.yaml',
    tagKey: 'image.tag',
  },
  prometheusTimeoutSeconds: 5,
  metrics: { flavour: 'http', windowSeconds: 60, sampleIntervalSeconds: 15 },
  retentionDays: 90,
  leaseSeconds: 15,
  githubRefreshSeconds: 10,
} as const;

/** Fills `{service}` and its like. */
export const fillTemplate = (
  template: string,
  values: Record<string, string>,
): string =>
  template.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);

/** The namespace of a service in an environment. */
export const namespaceOf = (
  environment: EnvironmentConfig,
  service: string,
): string =>
  fillTemplate(environment.namespace, {
    service,
    environment: environment.name,
  });
