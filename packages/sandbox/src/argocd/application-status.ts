import { KubeObject } from '../kubernetes/object-store';
import {
  JsonObject,
  numberOf,
  objectOf,
  objectsOf,
  stringOf,
} from '../kubernetes/store/json';
import { ApplicationDefinition } from './application';
import { Comparison } from './comparison';
import { ResourceRef } from './resource-key';

export const operationPhases = [
  'Running',
  'Terminating',
  'Failed',
  'Error',
  'Succeeded',
] as const;
export type OperationPhase = (typeof operationPhases)[number];

export interface ApplicationCondition {
  type: 'ComparisonError' | 'SyncError' | 'InvalidSpecError' | 'DeletionError';
  message: string;
}

/** The part of `status.operationState` that decides what happens next. */
export interface LastOperation {
  phase: OperationPhase;
  revision?: string;
  source: JsonObject;
  retryCount: number;
  finishedAt?: string;
  message: string;
}

export function lastOperation(object: KubeObject): LastOperation | undefined {
  const state = objectOf(objectOf(object.status).operationState);
  const phase = operationPhases.find(it => it === state.phase);
  if (!phase) {
    return undefined;
  }
  const result = objectOf(state.syncResult);
  return {
    phase,
    revision: stringOf(result.revision),
    source: objectOf(result.source),
    retryCount: numberOf(state.retryCount) ?? 0,
    finishedAt: stringOf(state.finishedAt),
    message: stringOf(state.message) ?? '',
  };
}

/** What was ours when last compared: needed to notice what has left the repository since. */
export function knownResources(object: KubeObject): ResourceRef[] {
  return objectsOf(objectOf(object.status).resources).map(entry => ({
    group: stringOf(entry.group) ?? '',
    version: stringOf(entry.version) ?? 'v1',
    kind: stringOf(entry.kind) ?? '',
    namespace: stringOf(entry.namespace) ?? '',
    name: stringOf(entry.name) ?? '',
  }));
}

/** `status` after a comparison. */
export function comparedStatus(
  object: KubeObject,
  application: ApplicationDefinition,
  comparison: Comparison,
  facts: {
    revision: string;
    sourceType: string;
    images: string[];
    now: string;
    conditions: ApplicationCondition[];
  },
): JsonObject {
  const previous = objectOf(object.status);
  return {
    ...previous,
    sync: {
      status: comparison.sync,
      revision: facts.revision,
      comparedTo: comparedTo(application),
    },
    health: healthOf(previous, comparison.health, facts.now),
    resources: comparison.resources.map(({ ref, ...it }) => ({
      ...(ref.group ? { group: ref.group } : {}),
      version: ref.version,
      kind: ref.kind,
      ...(ref.namespace ? { namespace: ref.namespace } : {}),
      name: ref.name,
      status: it.synced ? 'Synced' : 'OutOfSync',
      ...(it.health ? { health: { ...it.health } } : {}),
      ...(it.requiresPruning ? { requiresPruning: true } : {}),
    })),
    conditions: facts.conditions.map(it => dated(previous, it, facts.now)),
    summary: facts.images.length > 0 ? { images: facts.images } : {},
    sourceType: facts.sourceType,
    controllerNamespace: 'argocd',
  };
}

/** `status` when there was nothing to compare with: what was known stays, marked as not known any more. */
export function failedStatus(
  object: KubeObject,
  application: ApplicationDefinition | undefined,
  condition: ApplicationCondition,
  now: string,
): JsonObject {
  const previous = objectOf(object.status);
  return {
    ...previous,
    sync: {
      ...objectOf(previous.sync),
      status: 'Unknown',
      ...(application ? { comparedTo: comparedTo(application) } : {}),
    },
    health: previous.health ?? healthOf(previous, 'Unknown', now),
    conditions: [dated(previous, condition, now)],
  };
}

function comparedTo(application: ApplicationDefinition): JsonObject {
  return {
    source: application.source.raw,
    destination: application.destination.raw,
  };
}

function healthOf(
  previous: JsonObject,
  status: string,
  now: string,
): JsonObject {
  const health = objectOf(previous.health);
  return {
    status,
    lastTransitionTime:
      health.status === status
        ? stringOf(health.lastTransitionTime) ?? now
        : now,
  };
}

function dated(
  previous: JsonObject,
  condition: ApplicationCondition,
  now: string,
): JsonObject {
  const same = objectsOf(previous.conditions).find(
    it => it.type === condition.type && it.message === condition.message,
  );
  return {
    ...condition,
    lastTransitionTime: stringOf(same?.lastTransitionTime) ?? now,
  };
}
