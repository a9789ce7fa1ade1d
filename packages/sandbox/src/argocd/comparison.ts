import { KubeObject, ObjectStore } from '../kubernetes/object-store';
import { objectsOf, objectOf, stringOf } from '../kubernetes/store/json';
import { ApplicationDefinition } from './application';
import { isInSync } from './compare';
import { assessHealth, Health, HealthStatus, worstHealth } from './health';
import {
  apiVersionOf,
  refKey,
  refOf,
  ResourceRef,
  trackedBy,
} from './resource-key';

export interface ComparedResource {
  ref: ResourceRef;
  desired?: KubeObject;
  live?: KubeObject;
  /** Live, ours, and not in the repository any more. */
  requiresPruning: boolean;
  synced: boolean;
  health?: Health;
}

export interface Comparison {
  resources: ComparedResource[];
  sync: 'Synced' | 'OutOfSync';
  health: HealthStatus;
}

/** Desired against live, resource by resource. */
export function compareApplication(
  store: ObjectStore,
  application: ApplicationDefinition,
  desired: readonly KubeObject[],
  known: readonly ResourceRef[],
): Comparison {
  const resources = new Map<string, ComparedResource>();
  for (const object of desired) {
    const ref = refOf(object);
    const live = store.get(object, object.metadata.namespace, ref.name);
    resources.set(refKey(ref), {
      ref,
      desired: object,
      live,
      requiresPruning: false,
      synced:
        live !== undefined &&
        isInSync(object, live, application.ignoreDifferences),
      health: live ? assessHealth(live) : { status: 'Missing' },
    });
  }
  for (const live of trackedObjects(store, application, [
    ...known,
    ...desired.map(refOf),
  ])) {
    const ref = refOf(live);
    if (!resources.has(refKey(ref))) {
      resources.set(refKey(ref), {
        ref,
        live,
        requiresPruning: true,
        synced: false,
        health: assessHealth(live),
      });
    }
  }
  const all = [...resources.values()];
  return {
    resources: all,
    sync: all.every(it => it.synced) ? 'Synced' : 'OutOfSync',
    // What waits to be pruned does not make the application ill.
    health: worstHealth(
      all
        .filter(it => !it.requiresPruning && it.health)
        .map(it => it.health?.status ?? 'Healthy'),
    ),
  };
}

/** Everything in the cluster that carries the application's mark, of the kinds it has or had. */
export function trackedObjects(
  store: ObjectStore,
  application: ApplicationDefinition,
  refs: readonly ResourceRef[],
): KubeObject[] {
  const kinds = new Map(
    refs.map(ref => [
      `${ref.group}/${ref.kind}`,
      { apiVersion: apiVersionOf(ref), kind: ref.kind },
    ]),
  );
  return [...kinds.values()].flatMap(kind =>
    store.list(kind).filter(object => trackedBy(object) === application.name),
  );
}

/** Images of all pods below the application's objects, however many owners lie between. */
export function imagesOf(
  store: ObjectStore,
  namespace: string,
  resources: readonly ComparedResource[],
): string[] {
  const owners = new Set(resources.flatMap(it => it.live?.metadata.uid ?? []));
  const images = new Set<string>();
  for (const kind of [
    { apiVersion: 'apps/v1', kind: 'Deployment' },
    { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
    { apiVersion: 'v1', kind: 'Pod' },
  ]) {
    for (const object of store.list(kind, namespace)) {
      const isBelow = (object.metadata.ownerReferences ?? []).some(owner =>
        owners.has(owner.uid),
      );
      if (!isBelow) {
        continue;
      }
      owners.add(object.metadata.uid ?? '');
      if (kind.kind === 'Pod') {
        objectsOf(objectOf(object.spec).containers)
          .flatMap(container => stringOf(container.image) ?? [])
          .forEach(image => images.add(image));
      }
    }
  }
  return [...images].sort();
}
