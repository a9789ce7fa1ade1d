import { KubeObject } from '../object-store';
import { ClusterObjectStore } from '../store/cluster-object-store';
import { numberOf, objectOf, stringMapOf } from '../store/json';
import { controllerReference } from '../store/kube-object';
import { hasTemplate, templateHash, withHash } from './pod-template';
import { ReplicaCount } from './rolling-update';
import {
  deploymentKind,
  HASH_LABEL,
  replicaSetKind,
  REVISION,
} from './workload-kinds';

/** ReplicaSets that match the selector and that nobody controls become its own, as after `kubectl delete --cascade=orphan`. */
export function adoptReplicaSets(
  store: ClusterObjectStore,
  deployment: KubeObject,
): void {
  const { namespace } = deployment.metadata;
  const labels = stringMapOf(objectOf(deployment.spec?.selector).matchLabels);
  if (!Object.keys(labels).length) {
    return;
  }
  for (const { metadata } of store.list(replicaSetKind, namespace, labels)) {
    const { name, deletionTimestamp, ownerReferences = [] } = metadata;
    if (
      !deletionTimestamp &&
      !ownerReferences.some(({ controller }) => controller)
    ) {
      store.patch(replicaSetKind, namespace, name, {
        metadata: {
          ownerReferences: [
            ...ownerReferences,
            controllerReference(deployment),
          ],
        },
      });
    }
  }
}

/** Its ReplicaSets, oldest first, and the one that runs its current template. */
export function replicaSetsOf(
  store: ClusterObjectStore,
  deployment: KubeObject,
) {
  const sets = store
    .list(replicaSetKind, deployment.metadata.namespace)
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some(
        ({ uid, controller }) => controller && uid === deployment.metadata.uid,
      ),
    )
    .sort((a, b) => revisionOf(a) - revisionOf(b));
  const fresh = sets.find(set => hasTemplate(set, deployment.spec?.template));
  return { sets, fresh, old: sets.filter(set => set !== fresh) };
}

export function revisionOf({ metadata }: KubeObject): number {
  return Number(metadata.annotations?.[REVISION] ?? 0);
}

/** An empty ReplicaSet for the current template. */
export function newReplicaSet(
  deployment: KubeObject,
  annotations: Record<string, string>,
): KubeObject {
  const template = objectOf(deployment.spec?.template);
  const hash = templateHash(template);
  const selector = objectOf(deployment.spec?.selector);
  const hashed = withHash(template, hash);
  return {
    ...replicaSetKind,
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace,
      labels: stringMapOf(objectOf(hashed.metadata).labels),
      annotations,
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas: 0,
      selector: {
        ...selector,
        matchLabels: {
          ...stringMapOf(selector.matchLabels),
          [HASH_LABEL]: hash,
        },
      },
      template: hashed,
    },
  };
}

/** The Deployment behind a pod. */
export function deploymentsOfPod(
  store: ClusterObjectStore,
  pod: KubeObject,
): KubeObject[] {
  return store
    .list(replicaSetKind, pod.metadata.namespace)
    .filter(set => isOwnedBy(pod, set))
    .flatMap(set =>
      store
        .list(deploymentKind, pod.metadata.namespace)
        .filter(it => isOwnedBy(set, it)),
    );
}

export function isOwnedBy(object: KubeObject, owner: KubeObject): boolean {
  return (
    object.metadata.ownerReferences?.some(
      ({ uid }) => uid === owner.metadata.uid,
    ) ?? false
  );
}

export function replicasOf(set: KubeObject): number {
  return numberOf(set.spec?.replicas) ?? 1;
}

export function countOf(set: KubeObject): ReplicaCount {
  return {
    name: set.metadata.name,
    replicas: replicasOf(set),
    // The status lags behind the spec while pods go.
    available: Math.min(
      replicasOf(set),
      numberOf(set.status?.availableReplicas) ?? 0,
    ),
  };
}
