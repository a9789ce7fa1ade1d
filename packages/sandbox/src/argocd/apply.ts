import { KubeObject, ObjectStore } from '../kubernetes/object-store';
import { cloneJson, isJsonObject, JsonObject } from '../kubernetes/store/json';
import { IgnoredDifference } from './application';
import { withoutIgnored } from './compare';

/** What was applied last, so that a field that left the repository also leaves the cluster. */
export const LAST_APPLIED_ANNOTATION =
  'kubectl.kubernetes.io/last-applied-configuration';

export type ApplyResult = 'created' | 'configured' | 'unchanged';

/** Client-side apply: a three-way merge of what was applied, what is wanted and what is there. */
export function applyObject(
  store: ObjectStore,
  desired: KubeObject,
  respectedDifferences: readonly IgnoredDifference[],
): ApplyResult {
  const { name, namespace } = desired.metadata;
  const live = store.get(desired, namespace, name);
  if (!live) {
    store.create(withLastApplied(desired));
    return 'created';
  }
  // With RespectIgnoreDifferences the fields of others are left out of the patch, not set back.
  const wanted = withoutIgnored(desired, respectedDifferences);
  const previous = lastApplied(live);
  const removals = previous ? removedFields(previous, wanted) : {};
  const patch = merge(removals, withLastApplied(wanted));
  const before = live.metadata.resourceVersion;
  const { status, apiVersion, kind, ...changes } = patch;
  const after = store.patch(desired, namespace, name, changes);
  return after.metadata.resourceVersion === before ? 'unchanged' : 'configured';
}

function withLastApplied(object: KubeObject): KubeObject {
  const copy = cloneJson(object);
  return {
    ...copy,
    metadata: {
      ...copy.metadata,
      annotations: {
        ...copy.metadata.annotations,
        [LAST_APPLIED_ANNOTATION]: JSON.stringify(object),
      },
    },
  };
}

function lastApplied(live: KubeObject): JsonObject | undefined {
  const text = live.metadata.annotations?.[LAST_APPLIED_ANNOTATION];
  if (!text) {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** `null` for each field that was applied and is not wanted any more. */
function removedFields(previous: JsonObject, wanted: JsonObject): JsonObject {
  const removals: JsonObject = {};
  for (const [key, value] of Object.entries(previous)) {
    const next = wanted[key];
    if (next === undefined) {
      removals[key] = null;
    } else if (isJsonObject(value) && isJsonObject(next)) {
      const inner = removedFields(value, next);
      if (Object.keys(inner).length > 0) {
        removals[key] = inner;
      }
    }
  }
  return removals;
}

function merge(base: JsonObject, over: JsonObject): JsonObject {
  const merged: JsonObject = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const existing = merged[key];
    merged[key] =
      isJsonObject(existing) && isJsonObject(value)
        ? merge(existing, value)
        : value;
  }
  return merged;
}
