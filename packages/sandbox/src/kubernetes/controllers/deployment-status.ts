import { KubeObject } from '../object-store';
import { JsonObject, numberOf, objectOf, objectsOf } from '../store/json';
import { findCondition, timestamp, withCondition } from './conditions';

export interface DeploymentFacts {
  deployment: KubeObject;
  /** The ReplicaSet of the current template; undefined while a paused Deployment has none. */
  fresh?: KubeObject;
  sets: readonly KubeObject[];
  /** Pods of old ReplicaSets that still exist count as replicas. */
  now: Date;
  /** `progressDeadlineSeconds`, in real time. */
  deadlineMs: number;
}

/** The status of a Deployment; zeros are left out as Kubernetes does. */
export function deploymentStatus(facts: DeploymentFacts): JsonObject {
  const { deployment, fresh, sets } = facts;
  const desired = numberOf(deployment.spec?.replicas) ?? 1;
  const replicas = total(sets, 'replicas');
  const ready = total(sets, 'readyReplicas');
  const available = total(sets, 'availableReplicas');
  const updated = fresh ? total([fresh], 'replicas') : 0;
  const unavailable = Math.max(0, Math.max(desired, replicas) - available);
  const counts = {
    ...(replicas && { replicas }),
    ...(updated && { updatedReplicas: updated }),
    ...(ready && { readyReplicas: ready }),
    ...(available && { availableReplicas: available }),
    ...(unavailable && { unavailableReplicas: unavailable }),
  };
  return {
    observedGeneration: deployment.metadata.generation,
    ...counts,
    conditions: conditions(
      facts,
      { desired, replicas, updated, available },
      counts,
    ),
  };
}

interface Counts {
  desired: number;
  replicas: number;
  updated: number;
  available: number;
}

function conditions(
  facts: DeploymentFacts,
  counts: Counts,
  status: JsonObject,
): JsonObject[] {
  const { deployment, now } = facts;
  const at = timestamp(now);
  const maxUnavailable =
    objectOf(objectOf(deployment.spec?.strategy).rollingUpdate)
      .maxUnavailable ?? 0;
  const allowed =
    typeof maxUnavailable === 'string'
      ? Math.floor((counts.desired * parseFloat(maxUnavailable)) / 100)
      : Number(maxUnavailable);
  const enough = counts.available >= counts.desired - allowed;
  const availability = withCondition(
    objectsOf(deployment.status?.conditions),
    {
      type: 'Available',
      status: enough ? 'True' : 'False',
      reason: enough
        ? 'MinimumReplicasAvailable'
        : 'MinimumReplicasUnavailable',
      message: enough
        ? 'Deployment has minimum availability.'
        : 'Deployment does not have minimum availability.',
    },
    at,
  ).map(it =>
    it.type === 'Available'
      ? { lastUpdateTime: it.lastTransitionTime, ...it }
      : it,
  );
  return progress(facts, counts, status, availability, at);
}

function progress(
  facts: DeploymentFacts,
  counts: Counts,
  status: JsonObject,
  others: JsonObject[],
  at: string,
): JsonObject[] {
  const previous = findCondition(facts.deployment, 'Progressing');
  const next = nextProgress(facts, counts, status, previous);
  if (!next || isThere(previous, next)) {
    return others;
  }
  return withCondition(others, { type: 'Progressing', ...next }, at).map(it =>
    it.type === 'Progressing' ? { ...it, lastUpdateTime: at } : it,
  );
}

interface Progress {
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
}

/** An update on its way is a new fact each time; the others are said once, the complete one once a ReplicaSet. */
function isThere(previous: JsonObject | undefined, next: Progress): boolean {
  if (next.reason === 'ReplicaSetUpdated' || previous?.reason !== next.reason) {
    return false;
  }
  return (
    next.reason !== 'NewReplicaSetAvailable' ||
    String(previous.message) === next.message
  );
}

function nextProgress(
  facts: DeploymentFacts,
  { desired, replicas, updated, available }: Counts,
  status: JsonObject,
  previous: JsonObject | undefined,
): Progress | undefined {
  const { deployment, fresh } = facts;
  const name = fresh?.metadata.name;
  if ([updated, replicas, available].every(count => count === desired)) {
    return {
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${name}" has successfully progressed.`,
    };
  }
  if (deployment.spec?.paused === true) {
    return {
      status: 'Unknown',
      reason: 'DeploymentPaused',
      message: 'Deployment is paused',
    };
  }
  if (hasMoved(deployment, status, previous)) {
    return {
      status: 'True',
      reason: 'ReplicaSetUpdated',
      message: `ReplicaSet "${name}" is progressing.`,
    };
  }
  return isLate(facts, previous)
    ? {
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: `ReplicaSet "${name}" has timed out progressing.`,
      }
    : undefined;
}

/** Begun, gone on after a pause, or nearer to the end than it was. */
function hasMoved(
  deployment: KubeObject,
  status: JsonObject,
  previous: JsonObject | undefined,
): boolean {
  const {
    observedGeneration,
    conditions: _,
    ...before
  } = objectOf(deployment.status);
  return (
    !previous ||
    deployment.metadata.generation !== observedGeneration ||
    previous.reason === 'DeploymentPaused' ||
    progressed(before, status)
  );
}

function isLate(
  { now, deadlineMs }: DeploymentFacts,
  previous: JsonObject | undefined,
): boolean {
  return (
    previous?.reason !== 'NewReplicaSetAvailable' &&
    now.getTime() - Date.parse(String(previous?.lastUpdateTime)) > deadlineMs
  );
}

/** More new pods, fewer old ones or more that work. */
function progressed(before: JsonObject, after: JsonObject): boolean {
  const count = (status: JsonObject, field: string) =>
    numberOf(status[field]) ?? 0;
  const old = (status: JsonObject) =>
    count(status, 'replicas') - count(status, 'updatedReplicas');
  return (
    count(after, 'updatedReplicas') > count(before, 'updatedReplicas') ||
    old(after) < old(before) ||
    count(after, 'readyReplicas') > count(before, 'readyReplicas') ||
    count(after, 'availableReplicas') > count(before, 'availableReplicas')
  );
}

function total(sets: readonly KubeObject[], field: string): number {
  return sets.reduce(
    (sum, set) => sum + (numberOf(set.status?.[field]) ?? 0),
    0,
  );
}
