import { KubeObject, ObjectStore } from '../kubernetes/object-store';
import { JsonObject } from '../kubernetes/store/json';
import { ApplicationDefinition } from './application';
import { applyObject } from './apply';
import { ComparedResource } from './comparison';
import { ResourceRef } from './resource-key';

const FIRST_KINDS = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'CustomResourceDefinition',
  'Role',
  'RoleBinding',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'Job',
  'HorizontalPodAutoscaler',
  'Ingress',
];

export interface SyncTask {
  resource: ComparedResource;
  action: 'apply' | 'prune';
}

export interface SyncResult {
  ok: boolean;
  message: string;
  resources: JsonObject[];
}

/** What a sync does, in order: dependencies first, deletions last. */
export function planSync(
  resources: readonly ComparedResource[],
  options: { prune: boolean; only?: (ref: ResourceRef) => boolean },
): SyncTask[] {
  const chosen = resources.filter(it => options.only?.(it.ref) ?? true);
  const applied = chosen
    .filter(it => it.desired)
    .sort(
      (a, b) =>
        rank(a.ref.kind) - rank(b.ref.kind) ||
        (a.ref.name < b.ref.name ? -1 : 1),
    );
  const pruned = options.prune
    ? chosen
        .filter(it => it.requiresPruning)
        .sort((a, b) => rank(b.ref.kind) - rank(a.ref.kind))
    : [];
  return [
    ...applied.map(resource => ({ resource, action: 'apply' as const })),
    ...pruned.map(resource => ({ resource, action: 'prune' as const })),
  ];
}

/** Carries a plan out; one resource that fails does not keep the others from being applied, but nothing is pruned then. */
export function runSync(
  store: ObjectStore,
  application: ApplicationDefinition,
  tasks: readonly SyncTask[],
): SyncResult {
  const results: JsonObject[] = [];
  let failures = 0;
  const respected = application.syncOptions.includes(
    'RespectIgnoreDifferences=true',
  )
    ? application.ignoreDifferences
    : [];
  if (application.syncOptions.includes('CreateNamespace=true')) {
    ensureNamespace(store, application.destination.namespace);
  }
  for (const { resource, action } of tasks) {
    try {
      const done = carryOut(store, resource, action, {
        respected,
        mayPrune: failures === 0,
      });
      if (done) results.push(done);
    } catch (error) {
      failures += 1;
      results.push(
        entry(
          resource.ref,
          'SyncFailed',
          error instanceof Error ? error.message : String(error),
        ),
      );
    }
  }
  return {
    ok: failures === 0,
    message:
      failures === 0
        ? 'successfully synced (all tasks run)'
        : 'one or more objects failed to apply',
    resources: results,
  };
}

function carryOut(
  store: ObjectStore,
  resource: SyncTask['resource'],
  action: SyncTask['action'],
  options: {
    respected: ApplicationDefinition['ignoreDifferences'];
    mayPrune: boolean;
  },
): JsonObject | undefined {
  const { ref, desired } = resource;
  if (action === 'apply' && desired) {
    const outcome = applyObject(store, desired, options.respected);
    return entry(ref, 'Synced', `${label(ref)} ${outcome}`);
  }
  if (action === 'prune' && options.mayPrune) {
    store.delete(kindOf(resource), ref.namespace || undefined, ref.name);
    return entry(ref, 'Pruned', 'pruned');
  }
  return undefined;
}

function ensureNamespace(store: ObjectStore, name: string): void {
  const kind = { apiVersion: 'v1', kind: 'Namespace' };
  if (!store.get(kind, undefined, name)) {
    store.create({
      ...kind,
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    });
  }
}

function kindOf({ live, desired, ref }: ComparedResource) {
  const object: KubeObject | undefined = live ?? desired;
  return {
    apiVersion: object?.apiVersion ?? ref.version,
    kind: ref.kind,
  };
}

function entry(ref: ResourceRef, status: string, message: string): JsonObject {
  return {
    group: ref.group,
    version: ref.version,
    kind: ref.kind,
    namespace: ref.namespace,
    name: ref.name,
    status,
    message,
    ...(status === 'Synced' ? { hookPhase: 'Running' } : {}),
    syncPhase: 'Sync',
  };
}

function label(ref: ResourceRef): string {
  return `${ref.kind.toLocaleLowerCase('en-US')}${
    ref.group ? `.${ref.group}` : ''
  }/${ref.name}`;
}

function rank(kind: string): number {
  const index = FIRST_KINDS.indexOf(kind);
  return index < 0 ? FIRST_KINDS.length : index;
}
