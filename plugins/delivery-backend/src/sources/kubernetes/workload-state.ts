import { HealthState } from '@heal7/backstage-plugin-delivery-common';
import {
  DeploymentObject,
  PodObject,
  ReplicaSetObject,
} from './parse-workloads';

/** What a Deployment with its ReplicaSets and pods comes to. */
export interface WorkloadState {
  /** What serves. */
  runningTag?: string;
  /** What the template asks for. */
  desiredTag?: string;
  repository?: string;
  health: HealthState;
  /** Only the desired version runs, and all of it is ready. */
  complete: boolean;
  failed: boolean;
  pods: { ready: number; desired: number };
  /** When the ReplicaSet that serves was made. */
  runningSince?: string;
  /** Pods that cannot start, with Kubernetes' reason. */
  blocked: Array<{ pod: string; reason: string }>;
}

function isComplete(deployment: DeploymentObject): boolean {
  return (
    deployment.observedGeneration >= deployment.generation &&
    deployment.updated === deployment.desired &&
    deployment.replicas === deployment.desired &&
    deployment.available >= deployment.desired
  );
}

/** The rules of Argo CD's health for a Deployment, plus pods that cannot start. */
function healthOf(
  deployment: DeploymentObject,
  hasBlockedPods: boolean,
): HealthState {
  if (deployment.paused) {
    return 'suspended';
  }
  if (deployment.deadlineExceeded) {
    return 'degraded';
  }
  if (hasBlockedPods && deployment.ready < deployment.desired) {
    return 'degraded';
  }
  return isComplete(deployment) ? 'healthy' : 'progressing';
}

/**
 * During a rolling update the old version serves until the new one is complete, as long as it has at least as many ready
 * pods; when the old one is gone, the new one serves with what it has.
 */
function servingReplicaSet(
  deployment: DeploymentObject,
  replicaSets: ReplicaSetObject[],
): ReplicaSetObject | undefined {
  const newestFirst = [...replicaSets].sort((a, b) => b.revision - a.revision);
  if (isComplete(deployment)) {
    return newestFirst.find(
      ({ image }) => image?.tag === deployment.image?.tag,
    );
  }
  return newestFirst
    .filter(({ ready }) => ready > 0)
    .sort((a, b) => b.ready - a.ready || a.revision - b.revision)[0];
}

export function workloadState(
  deployment: DeploymentObject,
  replicaSets: ReplicaSetObject[],
  pods: PodObject[],
): WorkloadState {
  const mine = replicaSets.filter(({ owner }) => owner === deployment.name);
  const labels = Object.entries(deployment.selector);
  const myPods = pods.filter(
    pod =>
      !pod.terminating &&
      labels.length > 0 &&
      labels.every(([key, value]) => pod.labels[key] === value),
  );
  const blocked = myPods.flatMap(({ blockedBy, name }) =>
    blockedBy ? [{ pod: name, reason: blockedBy }] : [],
  );
  const complete = isComplete(deployment);
  const serving = servingReplicaSet(deployment, mine);
  const runs = complete && deployment.desired > 0;
  const runningTag = runs ? deployment.image?.tag : serving?.image?.tag;
  return {
    ...(runningTag && deployment.desired > 0 ? { runningTag } : {}),
    ...(deployment.image
      ? {
          desiredTag: deployment.image.tag,
          repository: deployment.image.repository,
        }
      : {}),
    health: healthOf(deployment, blocked.length > 0),
    complete,
    failed: deployment.deadlineExceeded,
    pods: { ready: deployment.ready, desired: deployment.desired },
    ...(serving?.createdAt ? { runningSince: serving.createdAt } : {}),
    blocked,
  };
}
