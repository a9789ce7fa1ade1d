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
import { CanaryObject, parseCanary } from '../sources/flagger/parse-canary';
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
import { whereKnown } from '../where-known';
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

/** The Deployments of a service, and the canary that connects them. */
function workloadsOf(entry: ServiceEntry, objects: NamespaceObjects) {
  const { service } = entry;
  const canaries = objects.canaries.flatMap(
    object => parseCanary(object) ?? [],
  );
  const primaries = new Set(canaries.map(({ primaryName }) => primaryName));
  const candidates = objects.deployments
    .filter(
      object =>
        isWorkloadOf(entry, object) && !primaries.has(object.metadata.name),
    )
    .sort((a, b) => a.metadata.name.localeCompare(b.metadata.name));
  const target = named(candidates, service) ?? candidates[0];
  const deploymentName = target?.metadata.name ?? service;
  const canary = canaries.find(
    ({ targetKind, targetName }) =>
      targetKind === 'Deployment' && targetName === deploymentName,
  );
  const primary = canary && named(objects.deployments, canary.primaryName);
  return { target, deploymentName, canary, primary };
}

function named(objects: KubernetesObject[], name: string) {
  return objects.find(({ metadata }) => metadata.name === name);
}

/** Of this namespace, newest first, those that carry a version of the service. */
const replicaSetsOf = (
  replicaSets: ReturnType<typeof parseReplicaSet>[],
  owners: string[],
): EnvironmentSnapshot['replicaSets'] =>
  replicaSets
    .filter(({ owner }) => owner !== undefined && owners.includes(owner))
    .flatMap(({ createdAt, image, name, owner, revision }) =>
      image && createdAt && owner
        ? [{ name, tag: image.tag, revision, createdAt, owner }]
        : [],
    )
    .sort(
      (a, b) =>
        b.createdAt.localeCompare(a.createdAt) || b.revision - a.revision,
    );

function rolloutOf(
  canary: CanaryObject | undefined,
  virtualServices: KubernetesObject[],
  target: WorkloadState | undefined,
  serving: WorkloadState | undefined,
): EnvironmentSnapshot['rollout'] {
  if (!canary) return undefined;
  const virtualService = named(virtualServices, canary.serviceName);
  return {
    ...canary.facts,
    ...whereKnown({
      canaryTag: target?.desiredTag,
      stableTag: serving?.runningTag,
      routeWeight:
        virtualService && parseRouteWeight(virtualService, canary.serviceName),
      canaryReady: target && target.pods.desired > 0 && target.complete,
    }),
  };
}

const nothingServes = {
  health: 'missing',
  pods: { ready: 0, desired: 0 },
  complete: false,
  failed: false,
} as const;

/** What serves users. */
const servedBy = (state: WorkloadState | undefined) => {
  const { health, pods, complete, failed } = state ?? nothingServes;
  return { health, pods, complete, failed };
};

const applicationRefOf = (
  { argocdCluster, cluster = '' }: EnvironmentConfig,
  application: ApplicationObject | undefined,
): EnvironmentSnapshot['applicationRef'] =>
  application && {
    cluster: argocdCluster ?? cluster,
    namespace: application.namespace,
    name: application.name,
  };

const blockedProblems = (
  states: (WorkloadState | undefined)[],
  scope: string,
): Problem[] =>
  states
    .flatMap(state => state?.blocked ?? [])
    .slice(0, 3)
    .map(({ pod, reason }) => ({
      code: 'pod-blocked',
      params: { pod, reason },
      text: `Pod ${pod} cannot start: ${reason}.`,
      severity: 'error',
      scope,
    }));

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
  const { target, deploymentName, canary, primary } = workloadsOf(
    entry,
    objects,
  );

  const replicaSets = objects.replicaSets.map(object =>
    parseReplicaSet(object, service),
  );
  const pods = objects.pods.map(object => parsePod(object, service));
  const stateOf = (object: KubernetesObject | undefined) =>
    object &&
    workloadState(parseDeployment(object, service), replicaSets, pods);
  const targetState = stateOf(target);
  const primaryState = stateOf(primary);
  // Until Flagger has made the primary, the target serves.
  const servingState = primaryState ?? targetState;

  const application = applicationOf(entry, environment, namespace, objects);
  const primaryName = primary?.metadata.name;
  return {
    service,
    namespace,
    deploymentName,
    ...whereKnown({
      primaryDeploymentName: primaryName,
      applicationRef: applicationRefOf(environment, application),
      repository: targetState?.repository,
      runningTag: servingState?.runningTag,
      desiredTag: application?.targetTag ?? targetState?.desiredTag,
      runningSince: servingState?.runningSince,
      rollout: rolloutOf(
        canary,
        objects.virtualServices,
        targetState,
        servingState,
      ),
    }),
    ...servedBy(servingState),
    sync: application?.sync ?? 'not-managed',
    replicaSets: replicaSetsOf(replicaSets, [
      deploymentName,
      primaryName ?? deploymentName,
    ]),
    links: linksOf(environment, manifests, service, namespace),
    problems: [
      ...blockedProblems([targetState, primaryState], scope),
      ...applicationProblems(application, servingState, scope),
    ],
  };
}

function applicationOf(
  entry: ServiceEntry,
  environment: EnvironmentConfig,
  namespace: string,
  { applications }: NamespaceObjects,
): ApplicationObject | undefined {
  const found = findApplication(entry, environment, namespace, applications);
  return found && parseApplication(found);
}
