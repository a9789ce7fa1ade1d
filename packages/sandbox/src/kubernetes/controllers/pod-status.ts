import { createHash } from 'node:crypto';
import { KubeObject } from '../object-store';
import { JsonObject, objectOf, objectsOf } from '../store/json';
import { timestamp, withCondition } from './conditions';

/** What a pod's status says about its containers, and the status that says it. */
export function containersOf(pod: KubeObject): JsonObject[] {
  return objectsOf(pod.spec?.containers);
}

export function imagesOf(pod: KubeObject): string[] {
  return containersOf(pod).map(({ image }) => String(image));
}

export function waitingReason(pod: KubeObject): string | undefined {
  const reasons = objectsOf(pod.status?.containerStatuses).map(
    status => objectOf(objectOf(status.state).waiting).reason,
  );
  const reason = reasons.find(it => it !== undefined);
  return reason === undefined ? undefined : String(reason);
}

export function restartCountOf(pod: KubeObject): number {
  return Math.max(
    0,
    ...objectsOf(pod.status?.containerStatuses).map(it =>
      Number(it.restartCount ?? 0),
    ),
  );
}

/** The digest a registry would have answered; the same for the same reference. */
export function imageIdOf(reference: string): string {
  const repository = reference.replace(/:[^:/]+$/, '');
  return `${repository}@sha256:${createHash('sha256')
    .update(reference)
    .digest('hex')}`;
}

/** New statuses of all containers; `change` gives what differs from the last one. */
export function withContainerStatuses(
  pod: KubeObject,
  phase: 'Pending' | 'Running',
  now: Date,
  change: (container: JsonObject, previous: JsonObject) => JsonObject,
): KubeObject {
  const previous = objectsOf(pod.status?.containerStatuses);
  const containerStatuses = containersOf(pod).map(container => {
    const last = previous.find(({ name }) => name === container.name) ?? {};
    return {
      name: container.name,
      image: container.image,
      imageID: '',
      restartCount: 0,
      started: false,
      lastState: {},
      ...last,
      ...change(container, last),
    };
  });
  const ready = containerStatuses.every(it => objectOf(it).ready === true);
  return withReadiness(
    { ...pod, status: { ...pod.status, phase, containerStatuses } },
    ready,
    now,
  );
}

function withReadiness(pod: KubeObject, ready: boolean, now: Date): KubeObject {
  const names = containersOf(pod).map(({ name }) => name);
  const unready = ready
    ? {}
    : {
        reason: 'ContainersNotReady',
        message: `containers with unready status: [${names.join(' ')}]`,
      };
  const conditions = (
    ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'] as const
  ).reduce((list, type) => {
    const good = ready || type === 'Initialized' || type === 'PodScheduled';
    return withCondition(
      list,
      { type, status: good ? 'True' : 'False', ...(good ? {} : unready) },
      timestamp(now),
    );
  }, objectsOf(pod.status?.conditions));
  return { ...pod, status: { ...pod.status, conditions } };
}
