import { KubeObject } from '../kubernetes/object-store';
import {
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
  const available = conditions.find(it => it.type === 'Available');
  const replicas = numberOf(spec.replicas) ?? 1;
  const current = numberOf(status.replicas) ?? 0;
  const updated = numberOf(status.updatedReplicas) ?? 0;
  const availableReplicas = numberOf(status.availableReplicas) ?? 0;

  let retriable = true;
  if (
    available?.status === 'False' &&
    available.reason === 'MinimumReplicasUnavailable'
  ) {
    const since = Date.parse(stringOf(available.lastUpdateTime) ?? '');
    retriable = !(since + options.deadlineMs < options.nowMs);
  }
  const wait = (text: string): Readiness => ({
    ready: false,
    retriable,
    message: `waiting for rollout to finish: ${text}`,
  });

  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return {
      ready: false,
      retriable: false,
      message: `deployment "${deployment.metadata.name}" exceeded its progress deadline`,
    };
  }
  if (updated < replicas) {
    return wait(`${updated} out of ${replicas} new replicas have been updated`);
  }
  if (current > updated) {
    return wait(`${current - updated} old replicas are pending termination`);
  }
  const needed = Math.floor((updated * options.readyThreshold) / 100);
  if (availableReplicas < needed) {
    return wait(
      `${availableReplicas} of ${needed} (readyThreshold ${options.readyThreshold}%) updated replicas are available`,
    );
  }
  return { ready: true };
}
