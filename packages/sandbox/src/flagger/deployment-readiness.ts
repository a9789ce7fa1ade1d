import { KubeObject } from '../kubernetes/object-store';
import {
  JsonObject,
  numberOf,
  objectOf,
  objectsOf,
  stringOf,
} from '../kubernetes/store/json';

export type Readiness =
  | { ready: true }
  /** `retriable: false` = stuck, waiting on does not help. */
  | { ready: false; retriable: boolean; message: string };

/** Whether a rolling update is complete, with Flagger's words for what is missing. */
export function deploymentReadiness(
  deployment: KubeObject,
  options: { deadlineMs: number; readyThreshold: number; nowMs: number },
): Readiness {
  const spec = objectOf(deployment.spec);
  const status = objectOf(deployment.status);
  const observed = numberOf(status.observedGeneration) ?? 0;
  if ((deployment.metadata.generation ?? 0) > observed) {
    return {
      ready: false,
      retriable: true,
      message:
        'waiting for rollout to finish: observed deployment generation less than desired generation',
    };
  }
  const conditions = objectsOf(status.conditions);
  const progressing = conditions.find(it => it.type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return {
      ready: false,
      retriable: false,
      message: `deployment "${deployment.metadata.name}" exceeded its progress deadline`,
    };
  }
  const missing = missingReplicas(
    numberOf(spec.replicas) ?? 1,
    status,
    options.readyThreshold,
  );
  return missing === undefined
    ? { ready: true }
    : {
        ready: false,
        retriable: isRetriable(conditions, options),
        message: `waiting for rollout to finish: ${missing}`,
      };
}

/** Not for ever: after the deadline Flagger gives up. */
function isRetriable(
  conditions: JsonObject[],
  { deadlineMs, nowMs }: { deadlineMs: number; nowMs: number },
): boolean {
  const available = conditions.find(it => it.type === 'Available');
  if (
    available?.status !== 'False' ||
    available.reason !== 'MinimumReplicasUnavailable'
  ) {
    return true;
  }
  const since = Date.parse(stringOf(available.lastUpdateTime) ?? '');
  return !(since + deadlineMs < nowMs);
}

function missingReplicas(
  replicas: number,
  status: JsonObject,
  readyThreshold: number,
): string | undefined {
  const current = numberOf(status.replicas) ?? 0;
  const updated = numberOf(status.updatedReplicas) ?? 0;
  const available = numberOf(status.availableReplicas) ?? 0;
  if (updated < replicas) {
    return `${updated} out of ${replicas} new replicas have been updated`;
  }
  if (current > updated) {
    return `${current - updated} old replicas are pending termination`;
  }
  const needed = Math.floor((updated * readyThreshold) / 100);
  return available < needed
    ? `${available} of ${needed} (readyThreshold ${readyThreshold}%) updated replicas are available`
    : undefined;
}
