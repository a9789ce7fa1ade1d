import { Link, Problem } from '@heal7/backstage-plugin-delivery-common';
import { KubernetesObject } from '../clusters/cluster-client';
import {
  EnvironmentConfig,
  ManifestsConfig,
  fillTemplate,
  namespaceOf,
} from '../config/delivery-config';
import { EnvironmentSnapshot } from '../reader/environment-snapshot';
import { ServiceEntry } from '../service/service-entry';
import {
  ApplicationObject,
  parseApplication,
} from '../sources/argocd/parse-application';
import { parseCanary } from '../sources/flagger/parse-canary';
import { parseRouteWeight } from '../sources/flagger/parse-route-weight';
import {
  parseDeployment,
  parsePod,
  parseReplicaSet,
} from '../sources/kubernetes/parse-workloads';
import {
  WorkloadState,
  workloadState,
} from '../sources/kubernetes/workload-state';
import { findApplication, isWorkloadOf } from './matching';

/** The objects of one namespace, and the Applications of the Argo CD that manages it. */
export interface NamespaceObjects {
  deployments: KubernetesObject[];
  replicaSets: KubernetesObject[];
  pods: KubernetesObject[];
  canaries: KubernetesObject[];
  virtualServices: KubernetesObject[];
  applications: KubernetesObject[];
}

function linksOf(
  environment: EnvironmentConfig,
  manifests: ManifestsConfig | undefined,
  service: string,
  namespace: string,
): Link[] {
  const values = { service, environment: environment.name, namespace };
  const links = (environment.links ?? []).map(link => ({
    ...link,
    url: fillTemplate(link.url, values),
  }));
  if (!manifests) {
    return links;
  }
  const path = fillTemplate(manifests.valuesPath, values);
  return [
    {
      kind: 'manifests',
      title: path,
      url: `${manifests.repoUrl}/blob/${manifests.branch}/${path}`,
    },
    ...links,
  ];
}

function applicationProblems(
  application: ApplicationObject | undefined,
  workload: WorkloadState | undefined,
  scope: string,
): Problem[] {
  if (!application) {
    return [];
  }
  const { name } = application;
  const problems: Problem[] = [];
  if (application.failedOperation) {
    problems.push({
      code: 'sync-failed',
      params: { application: name, message: application.failedOperation },
      text: `Argo CD could not sync ${name}: ${application.failedOperation}`,
      severity: 'error',
      scope,
    });
  }
  const error = application.conditions.find(({ type }) => /Error$/.test(type));
  if (error) {
    problems.push({
      code: 'application-condition',
      params: { application: name, type: error.type, message: error.message },
      text: `Argo CD reports ${error.type} for ${name}: ${error.message}`,
      severity: 'error',
      scope,
      ...(error.at ? { since: error.at } : {}),
    });
  }
  const worse =
    application.health === 'degraded' || application.health === 'missing';
  if (worse && workload?.health === 'healthy') {
    problems.push({
      code: 'application-unhealthy',
      params: {
        application: name,
        health: application.health,
        message: application.healthMessage ?? '',
      },
      text: `Argo CD reports ${name} as ${application.health}${
        application.healthMessage ? `: ${application.healthMessage}` : '.'
      }`,
      severity: 'warning',
      scope,
    });
  }
  return problems;
}

/**
 * What the objects of a cluster say about one service in one environment. With Flagger the primary Deployment serves and
 * the target Deployment is what Git wants; without, one Deployment is both.
 */
export function normaliseEnvironment(input: {
  entry: ServiceEntry;
  environment: EnvironmentConfig;
  manifests?: ManifestsConfig;
  objects: NamespaceObjects;
}): EnvironmentSnapshot {
  const { entry, environment, manifests, objects } = input;
  const { service } = entry;
  const namespace = namespaceOf(environment, service);
  const scope = `environment:${environment.name}`;

  const canaryObjects = objects.canaries.flatMap(object => {
    const canary = parseCanary(object);
    return canary ? [{ object, canary }] : [];
  });
  const primaries = new Set(
    canaryObjects.map(({ canary }) => canary.primaryName),
  );
  const candidates = objects.deployments
    .filter(
      object =>
        isWorkloadOf(entry, object) && !primaries.has(object.metadata.name),
    )
    .sort((a, b) => a.metadata.name.localeCompare(b.metadata.name));
  const target =
    candidates.find(({ metadata }) => metadata.name === service) ??
    candidates[0];
  const deploymentName = target?.metadata.name ?? service;
  const found = canaryObjects.find(
    ({ canary }) =>
      canary.targetKind === 'Deployment' &&
      canary.targetName === deploymentName,
  );

  const replicaSets = objects.replicaSets.map(object =>
    parseReplicaSet(object, service),
  );
  const pods = objects.pods.map(object => parsePod(object, service));
  const stateOf = (object: KubernetesObject | undefined) =>
    object &&
    workloadState(parseDeployment(object, service), replicaSets, pods);
  const targetState = stateOf(target);
  const primary = found
    ? objects.deployments.find(
        ({ metadata }) => metadata.name === found.canary.primaryName,
      )
    : undefined;
  // Until Flagger has made the primary, the target serves.
  const servingState = stateOf(primary) ?? targetState;
  const servingName = primary ? primary.metadata.name : deploymentName;

  const applicationObject = findApplication(
    entry,
    environment,
    namespace,
    objects.applications,
  );
  const application = applicationObject && parseApplication(applicationObject);
  const virtualService =
    found &&
    objects.virtualServices.find(
      ({ metadata }) => metadata.name === found.canary.serviceName,
    );
  const routeWeight =
    found && virtualService
      ? parseRouteWeight(virtualService, found.canary.serviceName)
      : undefined;
  const blocked = [targetState, primary ? servingState : undefined].flatMap(
    state => state?.blocked ?? [],
  );
  const desiredTag = application?.targetTag ?? targetState?.desiredTag;

  return {
    service,
    namespace,
    deploymentName,
    ...(primary ? { primaryDeploymentName: primary.metadata.name } : {}),
    ...(application
      ? {
          applicationRef: {
            cluster: environment.argocdCluster ?? environment.cluster ?? '',
            namespace: application.namespace,
            name: application.name,
          },
        }
      : {}),
    ...(targetState?.repository ? { repository: targetState.repository } : {}),
    ...(servingState?.runningTag
      ? { runningTag: servingState.runningTag }
      : {}),
    ...(desiredTag ? { desiredTag } : {}),
    health: servingState?.health ?? 'missing',
    sync: application?.sync ?? 'not-managed',
    pods: servingState?.pods ?? { ready: 0, desired: 0 },
    complete: servingState?.complete ?? false,
    failed: servingState?.failed ?? false,
    ...(servingState?.runningSince
      ? { runningSince: servingState.runningSince }
      : {}),
    replicaSets: replicaSets
      .filter(({ owner }) => owner === deploymentName || owner === servingName)
      .flatMap(({ createdAt, image, name, owner, revision }) =>
        image && createdAt && owner
          ? [{ name, tag: image.tag, revision, createdAt, owner }]
          : [],
      )
      .sort(
        (a, b) =>
          b.createdAt.localeCompare(a.createdAt) || b.revision - a.revision,
      ),
    ...(found
      ? {
          rollout: {
            ...found.canary.facts,
            ...(targetState?.desiredTag
              ? { canaryTag: targetState.desiredTag }
              : {}),
            ...(servingState?.runningTag
              ? { stableTag: servingState.runningTag }
              : {}),
            ...(routeWeight === undefined ? {} : { routeWeight }),
            ...(targetState
              ? {
                  canaryReady:
                    targetState.pods.desired > 0 && targetState.complete,
                }
              : {}),
          },
        }
      : {}),
    links: linksOf(environment, manifests, service, namespace),
    problems: [
      ...blocked.slice(0, 3).map(
        ({ pod, reason }): Problem => ({
          code: 'pod-blocked',
          params: { pod, reason },
          text: `Pod ${pod} cannot start: ${reason}.`,
          severity: 'error',
          scope,
        }),
      ),
      ...applicationProblems(application, servingState, scope),
    ],
  };
}
