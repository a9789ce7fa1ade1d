import { KubeObject } from '../object-store';
import { JsonObject, objectsOf } from '../store/json';

export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
}

export function findCondition(
  object: KubeObject,
  type: string,
): JsonObject | undefined {
  return objectsOf(object.status?.conditions).find(it => it.type === type);
}

export function hasCondition(object: KubeObject, type: string): boolean {
  return findCondition(object, type)?.status === 'True';
}

/** The conditions with one set; the transition time moves only when its status does. */
export function withCondition(
  conditions: readonly JsonObject[],
  condition: Condition,
  now: string,
): JsonObject[] {
  const previous = conditions.find(it => it.type === condition.type);
  const next = {
    ...condition,
    lastTransitionTime:
      previous?.status === condition.status ? previous.lastTransitionTime : now,
  };
  return previous
    ? conditions.map(it => (it === previous ? next : it))
    : [...conditions, next];
}

/** Whole seconds, as Kubernetes writes times. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
