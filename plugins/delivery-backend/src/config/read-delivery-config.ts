import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  Link,
  defaultVersionPattern,
  deploymentStrategies,
  environmentTiers,
} from '@heal7/backstage-plugin-delivery-common';
import {
  DeliveryConfig,
  EnvironmentConfig,
  ManifestsConfig,
  PrometheusConfig,
  deliveryDefaults,
  metricFlavours,
} from './delivery-config';

function oneOf<T extends string>(
  config: Config,
  key: string,
  allowed: readonly T[],
  fallback?: T,
): T {
  const value = config.getOptionalString(key) ?? fallback;
  const found = allowed.find(candidate => candidate === value);
  if (!found) {
    throw new InputError(
      `delivery config: ${key} is '${
        value ?? ''
      }', expected one of ${allowed.join(', ')}`,
    );
  }
  return found;
}

function positive(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (!(value > 0)) {
    throw new InputError(
      `delivery config: ${key} is ${value}, expected a positive number`,
    );
  }
  return value;
}

function readLink(config: Config): Link {
  return {
    kind: oneOf(
      config,
      'kind',
      ['argocd', 'dashboard', 'other'] as const,
      'other',
    ),
    title: config.getString('title'),
    url: config.getString('url'),
  };
}

function readEnvironment(config: Config): EnvironmentConfig {
  const name = config.getString('name');
  const optional = Object.fromEntries(
    ['cluster', 'argocdCluster', 'prometheus'].flatMap(key => {
      const value = config.getOptionalString(key);
      return value ? [[key, value]] : [];
    }),
  );
  const links = config.getOptionalConfigArray('links')?.map(readLink);
  return {
    name,
    title: config.getOptionalString('title') ?? name,
    tier: oneOf(config, 'tier', environmentTiers),
    namespace: config.getString('namespace'),
    strategy: oneOf(config, 'strategy', deploymentStrategies, 'rolling'),
    ...optional,
    ...(links ? { links } : {}),
  };
}

function readPrometheus(config: Config): PrometheusConfig {
  const name = config.getString('name');
  const url = config.getString('url').replace(/\/+$/, '');
  if (!URL.canParse(url)) {
    throw new InputError(
      `delivery config: the url of Prometheus ${name} is no address`,
    );
  }
  const headers = config.getOptional<Record<string, string>>('headers') ?? {};
  const token = config.getOptionalString('token');
  return {
    name,
    url,
    headers: {
      ...headers,
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    timeoutMs:
      1000 *
      positive(
        config,
        'timeoutSeconds',
        deliveryDefaults.prometheusTimeoutSeconds,
      ),
  };
}

function readManifests(config: Config): ManifestsConfig {
  const { branch, tagKey, valuesPath } = deliveryDefaults.manifests;
  return {
    repoUrl: config.getString('repoUrl').replace(/(\.git)?\/*$/, ''),
    branch: config.getOptionalString('branch') ?? branch,
    valuesPath: config.getOptionalString('valuesPath') ?? valuesPath,
    tagKey: config.getOptionalString('tagKey') ?? tagKey,
  };
}

function readPattern(config: Config | undefined): RegExp {
  const source =
    config?.getOptionalString('versions.pattern') ?? defaultVersionPattern;
  try {
    return new RegExp(source);
  } catch (error) {
    throw new InputError(
      `delivery config: versions.pattern is no regular expression: ${String(
        error,
      )}`,
    );
  }
}

function assertUnique(what: string, names: string[]) {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(`delivery config: ${what} '${twice}' is there twice`);
  }
}

/** Reads and checks the whole `delivery` config of the read half. Throws with a sentence that names the key. */
export function readDeliveryConfig(root: Config): DeliveryConfig {
  const config = root.getOptionalConfig('delivery');
  const environments =
    config?.getOptionalConfigArray('environments')?.map(readEnvironment) ?? [];
  const prometheus =
    config?.getOptionalConfigArray('prometheus')?.map(readPrometheus) ?? [];
  assertUnique(
    'environment',
    environments.map(({ name }) => name),
  );
  assertUnique(
    'prometheus',
    prometheus.map(({ name }) => name),
  );
  const manifests = config?.getOptionalConfig('manifests');
  const metrics = config?.getOptionalConfig('metrics');
  const defaults = deliveryDefaults.metrics;
  return {
    environments,
    ...(manifests ? { manifests: readManifests(manifests) } : {}),
    versionPattern: readPattern(config),
    prometheus,
    metrics: {
      flavour: metrics
        ? oneOf(metrics, 'flavour', metricFlavours, defaults.flavour)
        : defaults.flavour,
      queries: metrics?.getOptional<Record<string, string>>('queries') ?? {},
      windowSeconds: positive(metrics, 'windowSeconds', defaults.windowSeconds),
      sampleIntervalSeconds: positive(
        metrics,
        'sampleIntervalSeconds',
        defaults.sampleIntervalSeconds,
      ),
    },
    retentionDays: positive(
      config?.getOptionalConfig('history'),
      'retentionDays',
      deliveryDefaults.retentionDays,
    ),
    leaseSeconds: positive(
      config?.getOptionalConfig('leader'),
      'leaseSeconds',
      deliveryDefaults.leaseSeconds,
    ),
    githubRefreshSeconds: positive(
      config?.getOptionalConfig('github'),
      'refreshSeconds',
      deliveryDefaults.githubRefreshSeconds,
    ),
  };
}
