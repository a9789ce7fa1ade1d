import { KubeObject } from '../kubernetes/object-store';
import {
  JsonObject,
  numberOf,
  objectOf,
  objectsOf,
  stringOf,
} from '../kubernetes/store/json';
import { groupOf } from '../kubernetes/store/kind-key';

/** From best to worst: an application is as healthy as its worst resource. */
export const healthStatuses = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
] as const;
export type HealthStatus = (typeof healthStatuses)[number];

export interface Health {
  status: HealthStatus;
  message?: string;
}

/** Kinds without an opinion (ConfigMap, NetworkPolicy, …) return undefined and do not count. */
export function assessHealth(object: KubeObject): Health | undefined {
  if (object.metadata.deletionTimestamp) {
    return { status: 'Progressing', message: 'Pending deletion' };
  }
  switch (`${groupOf(object.apiVersion)}/${object.kind}`) {
    case 'apps/Deployment':
      return deploymentHealth(object);
    case 'apps/ReplicaSet':
      return replicaSetHealth(object);
    case '/Pod':
      return podHealth(object);
    case '/Service':
      return serviceHealth(object);
    case 'autoscaling/HorizontalPodAutoscaler':
      return autoscalerHealth(object);
    case 'flagger.app/Canary':
      return canaryHealth(object);
    case 'external-secrets.io/ExternalSecret':
      return externalSecretHealth(object);
    default:
      return undefined;
  }
}

export function worstHealth(all: readonly HealthStatus[]): HealthStatus {
  return all.reduce<HealthStatus>(
    (worst, status) =>
      healthStatuses.indexOf(status) > healthStatuses.indexOf(worst)
        ? status
        : worst,
    'Healthy',
  );
}

function deploymentHealth(object: KubeObject): Health {
  const spec = objectOf(object.spec);
  const status = objectOf(object.status);
  if (spec.paused === true) {
    return { status: 'Suspended', message: 'Deployment is paused' };
  }
  if (
    (object.metadata.generation ?? 0) >
    (numberOf(status.observedGeneration) ?? 0)
  ) {
    return {
      status: 'Progressing',
      message:
        'Waiting for rollout to finish: observed deployment generation less than desired generation',
    };
  }
  const progressing = condition(status, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return {
      status: 'Degraded',
      message: `Deployment "${object.metadata.name}" exceeded its progress deadline`,
    };
  }
  return replicasHealth(numberOf(spec.replicas) ?? 1, status);
}

function replicasHealth(replicas: number, status: JsonObject): Health {
  const wait = (text: string): Health => ({
    status: 'Progressing',
    message: `Waiting for rollout to finish: ${text}...`,
  });
  const current = numberOf(status.replicas) ?? 0;
  const updated = numberOf(status.updatedReplicas) ?? 0;
  const available = numberOf(status.availableReplicas) ?? 0;
  if (updated < replicas) {
    return wait(`${updated} out of ${replicas} new replicas have been updated`);
  }
  if (current > updated) {
    return wait(`${current - updated} old replicas are pending termination`);
  }
  if (available < updated) {
    return wait(`${available} of ${updated} updated replicas are available`);
  }
  return { status: 'Healthy' };
}

function replicaSetHealth(object: KubeObject): Health {
  const status = objectOf(object.status);
  const replicas = numberOf(objectOf(object.spec).replicas) ?? 1;
  const failure = condition(status, 'ReplicaFailure');
  if (failure?.status === 'True') {
    return { status: 'Degraded', message: stringOf(failure.message) };
  }
  return (numberOf(status.availableReplicas) ?? 0) < replicas
    ? { status: 'Progressing' }
    : { status: 'Healthy' };
}

function podHealth(object: KubeObject): Health {
  const status = objectOf(object.status);
  for (const container of objectsOf(status.containerStatuses)) {
    const waiting = objectOf(objectOf(container.state).waiting);
    const reason = stringOf(waiting.reason) ?? '';
    if (
      reason.startsWith('Err') ||
      reason.endsWith('Error') ||
      reason.endsWith('BackOff')
    ) {
      return { status: 'Degraded', message: stringOf(waiting.message) };
    }
  }
  switch (status.phase) {
    case 'Running':
      return condition(status, 'Ready')?.status === 'True'
        ? { status: 'Healthy' }
        : { status: 'Progressing' };
    case 'Succeeded':
      return { status: 'Healthy' };
    case 'Failed':
      return { status: 'Degraded', message: stringOf(status.message) };
    default:
      return { status: 'Progressing' };
  }
}

function serviceHealth(object: KubeObject): Health {
  const isBalanced = objectOf(object.spec).type === 'LoadBalancer';
  const ingress = objectsOf(
    objectOf(objectOf(object.status).loadBalancer).ingress,
  );
  return isBalanced && ingress.length === 0
    ? { status: 'Progressing' }
    : { status: 'Healthy' };
}

function autoscalerHealth(object: KubeObject): Health {
  const conditions = objectsOf(objectOf(object.status).conditions);
  const failed = conditions.find(
    it =>
      it.status === 'False' &&
      [
        'FailedGetScale',
        'FailedUpdateScale',
        'FailedGetResourceMetric',
      ].includes(String(it.reason)),
  );
  if (failed) {
    return { status: 'Degraded', message: stringOf(failed.message) };
  }
  // The sandbox's autoscaler writes numbers but no conditions.
  const isScaling =
    conditions.length === 0 &&
    numberOf(objectOf(object.status).desiredReplicas) !== undefined;
  return isScaling ||
    conditions.some(it => it.type === 'AbleToScale' && it.status === 'True')
    ? { status: 'Healthy' }
    : { status: 'Progressing', message: 'Waiting to Autoscale' };
}

/** As Argo CD's health script for Canary: Waiting and WaitingPromotion are Unknown. */
function canaryHealth(object: KubeObject): Health {
  const status = objectOf(object.status);
  const phase = stringOf(status.phase);
  if (!phase) {
    return { status: 'Unknown', message: 'No status' };
  }
  const weight = numberOf(status.canaryWeight) ?? 0;
  const message = [
    phase,
    ...(weight > 0 ? [`Canary Weight: ${weight} %`] : []),
    ...objectsOf(status.conditions).map(it => stringOf(it.message) ?? ''),
  ].join(' --- ');
  const byPhase: Record<string, HealthStatus> = {
    Failed: 'Degraded',
    Progressing: 'Progressing',
    Finalising: 'Progressing',
    Promoting: 'Progressing',
    Succeeded: 'Healthy',
    Initialized: 'Healthy',
  };
  return { status: byPhase[phase] ?? 'Unknown', message };
}

function externalSecretHealth(object: KubeObject): Health {
  const ready = condition(objectOf(object.status), 'Ready');
  if (!ready) {
    return { status: 'Progressing', message: 'Waiting for ExternalSecret' };
  }
  return {
    status: ready.status === 'True' ? 'Healthy' : 'Degraded',
    message: stringOf(ready.message),
  };
}

function condition(status: JsonObject, type: string): JsonObject | undefined {
  return objectsOf(status.conditions).find(it => it.type === type);
}
