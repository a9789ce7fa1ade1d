import { KubeObject } from '../kubernetes/object-store';
import {
  equalJson,
  JsonObject,
  numberOf,
  objectOf,
  objectsOf,
  stringOf,
} from '../kubernetes/store/json';
import { ApplicationDefinition } from './application';
import { LastOperation } from './application-status';
import { Comparison } from './comparison';
import { refKey, ResourceRef } from './resource-key';
import { SyncResult } from './sync';

/** A sync that is to be done: asked for in the `operation` field, or by the auto-sync policy. */
export interface SyncRequest {
  /** Undefined = what `targetRevision` means now. */
  revision?: string;
  prune: boolean;
  /** Undefined = all; a selective sync leaves no entry in the history. */
  only?: ResourceRef[];
  /** As in the object, for `operationState.operation`. */
  raw: JsonObject;
  initiatedBy: JsonObject;
}

/** The `operation` field, which people and `argocd app sync` write. */
export function requestedSync(object: KubeObject): SyncRequest | undefined {
  const operation = objectOf(object.operation);
  if (!operation.sync) {
    return undefined;
  }
  const sync = objectOf(operation.sync);
  const resources = objectsOf(sync.resources).map(toRef);
  return {
    revision: stringOf(sync.revision) || undefined,
    prune: sync.prune === true,
    only: resources.length > 0 ? resources : undefined,
    raw: operation,
    initiatedBy: objectOf(operation.initiatedBy),
  };
}

export type AutoSync =
  | { sync: SyncRequest }
  | { waitMs: number }
  | { error: string }
  | undefined;

/** What the policy says about a difference: sync, sync a moment later, not at all, or not any more. */
export function autoSync(
  application: ApplicationDefinition,
  comparison: Comparison,
  revision: string,
  last: LastOperation | undefined,
  options: { nowMs: number; selfHealDelayMs: number },
): AutoSync {
  const policy = application.automated;
  if (!policy || comparison.sync === 'Synced' || last?.phase === 'Running') {
    return undefined;
  }
  const different = comparison.resources.filter(it => !it.synced);
  if (!policy.prune && different.every(it => it.requiresPruning)) {
    return undefined;
  }
  if (wouldWipeOut(policy, comparison)) {
    return {
      error:
        'Skipping sync attempt: auto-sync will wipe out all resources (allowEmpty is false)',
    };
  }
  const request = automatedRequest(application, revision, policy.prune);
  return last && isSameOperation(last, application, revision)
    ? selfHeal(policy, onlyDifferent(request, different), last, options)
    : { sync: request };
}

/** This revision was synced before: only what a person has changed since is put right. */
function selfHeal(
  policy: Policy,
  sync: SyncRequest,
  last: LastOperation,
  options: { nowMs: number; selfHealDelayMs: number },
): AutoSync {
  if (last.phase !== 'Succeeded') {
    return {
      error: `Failed last sync attempt to ${sync.revision}: ${last.message}`,
    };
  }
  if (!policy.selfHeal) {
    return undefined;
  }
  const finished = Date.parse(last.finishedAt ?? '');
  const waitMs = finished + options.selfHealDelayMs - options.nowMs;
  return waitMs > 0 ? { waitMs } : { sync };
}

type Policy = NonNullable<ApplicationDefinition['automated']>;

function wouldWipeOut(
  { prune, allowEmpty }: Policy,
  { resources }: Comparison,
): boolean {
  return prune && !allowEmpty && resources.every(it => it.requiresPruning);
}

function isSameOperation(
  last: LastOperation,
  application: ApplicationDefinition,
  revision: string,
): boolean {
  return (
    last.revision === revision && equalJson(last.source, application.source.raw)
  );
}

function automatedRequest(
  { syncOptions, retry }: ApplicationDefinition,
  revision: string,
  prune: boolean,
): SyncRequest {
  return {
    revision,
    prune,
    raw: {
      sync: { revision, prune, syncOptions },
      initiatedBy: { automated: true },
      retry: { limit: retry.limit },
    },
    initiatedBy: { automated: true },
  };
}

function onlyDifferent(
  request: SyncRequest,
  different: Comparison['resources'],
): SyncRequest {
  const only = different.map(it => it.ref);
  return {
    ...request,
    only,
    raw: {
      ...request.raw,
      sync: {
        ...objectOf(request.raw.sync),
        resources: only.map(({ group, kind, name, namespace }) => ({
          group,
          kind,
          name,
          namespace,
        })),
      },
    },
  };
}

export function matches(
  only: readonly ResourceRef[] | undefined,
): ((ref: ResourceRef) => boolean) | undefined {
  if (!only) {
    return undefined;
  }
  const keys = new Set(only.map(refKey));
  return ref =>
    keys.has(refKey(ref)) || keys.has(refKey({ ...ref, namespace: '' }));
}

export function runningState(
  request: SyncRequest,
  startedAt: string,
  retryCount: number,
): JsonObject {
  return {
    operation: request.raw,
    phase: 'Running',
    message: retryCount > 0 ? `retrying, attempt ${retryCount}` : 'syncing',
    startedAt,
    ...(retryCount > 0 ? { retryCount } : {}),
  };
}

export function finishedState(
  running: JsonObject,
  result: SyncResult,
  facts: { revision: string; source: JsonObject; finishedAt: string },
): JsonObject {
  return {
    ...running,
    phase: result.ok ? 'Succeeded' : 'Failed',
    message: result.message,
    finishedAt: facts.finishedAt,
    syncResult: {
      revision: facts.revision,
      source: facts.source,
      resources: result.resources,
    },
  };
}

/** With the newest last, never longer than the limit. */
export function withHistory(
  status: JsonObject,
  entry: {
    revision: string;
    source: JsonObject;
    startedAt: string;
    deployedAt: string;
    initiatedBy: JsonObject;
  },
  limit: number,
): JsonObject {
  const history = objectsOf(status.history);
  const lastId = numberOf(history[history.length - 1]?.id);
  const next = {
    id: lastId === undefined ? 0 : lastId + 1,
    revision: entry.revision,
    deployStartedAt: entry.startedAt,
    deployedAt: entry.deployedAt,
    source: entry.source,
    initiatedBy: entry.initiatedBy,
  };
  return { ...status, history: [...history, next].slice(-limit) };
}

function toRef(value: JsonObject): ResourceRef {
  return {
    group: stringOf(value.group) ?? '',
    version: stringOf(value.version) ?? 'v1',
    kind: stringOf(value.kind) ?? '',
    namespace: stringOf(value.namespace) ?? '',
    name: stringOf(value.name) ?? '',
  };
}
