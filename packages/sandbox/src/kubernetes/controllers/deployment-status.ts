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
  { deployment, fresh, now, deadlineMs }: DeploymentFacts,
  { desired, replicas, updated, available }: Counts,
  status: JsonObject,
  others: JsonObject[],
  at: string,
): JsonObject[] {
  const previous = findCondition(deployment, 'Progressing');
  const name = fresh?.metadata.name;
  const complete =
    updated === desired && replicas === desired && available === desired;
  const set = (
    state: 'True' | 'False' | 'Unknown',
    reason: string,
    message: string,
    updatedAt: unknown,
  ) =>
    withCondition(
      others,
      { type: 'Progressing', status: state, reason, message },
      at,
    ).map(it =>
      it.type === 'Progressing' ? { ...it, lastUpdateTime: updatedAt } : it,
    );

  if (deployment.spec?.paused === true && !complete) {
    return previous?.reason === 'DeploymentPaused'
      ? others
      : set('Unknown', 'DeploymentPaused', 'Deployment is paused', at);
  }
  if (complete) {
    return previous?.reason === 'NewReplicaSetAvailable' &&
      String(previous.message).includes(`"${name}"`)
      ? others
      : set(
          'True',
          'NewReplicaSetAvailable',
          `ReplicaSet "${name}" has successfully progressed.`,
          at,
        );
  }
  const {
    observedGeneration,
    conditions: _,
    ...before
  } = objectOf(deployment.status);
  const started =
    deployment.metadata.generation !== observedGeneration || !previous;
  if (
    started ||
    previous.reason === 'DeploymentPaused' ||
    progressed(before, status)
  ) {
    return set(
      'True',
      'ReplicaSetUpdated',
      `ReplicaSet "${name}" is progressing.`,
      at,
    );
  }
  const waitedMs = now.getTime() - Date.parse(String(previous.lastUpdateTime));
  if (previous.reason !== 'NewReplicaSetAvailable' && waitedMs > deadlineMs) {
    return previous.reason === 'ProgressDeadlineExceeded'
      ? others
      : set(
          'False',
          'ProgressDeadlineExceeded',
          `ReplicaSet "${name}" has timed out progressing.`,
          at,
        );
  }
  return others;
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
