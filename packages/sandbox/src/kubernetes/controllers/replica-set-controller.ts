import { KubeObject } from '../object-store';
import { ClusterObjectStore } from '../store/cluster-object-store';
import { equalJson, numberOf, objectOf, stringMapOf } from '../store/json';
import { controllerReference } from '../store/kube-object';
import { randomSuffix } from '../store/random-suffix';
import { hasCondition } from './conditions';
import { Controller, createReconciler } from './reconciler';
import { podKind, replicaSetKind } from './workload-kinds';

const COMPONENT = 'replicaset-controller';

/** Keeps as many pods as each ReplicaSet wishes for. */
export function createReplicaSetController(
  store: ClusterObjectStore,
): Controller {
  return createReconciler({
    store,
    kind: replicaSetKind,
    owned: [podKind],
    reconcile(set) {
      if (!set.metadata.deletionTimestamp) {
        reconcile(store, set);
      }
      return undefined;
    },
  });
}

/** Pods that count: neither on their way out nor finished. */
export function activePodsOf(
  store: ClusterObjectStore,
  set: KubeObject,
): KubeObject[] {
  return store
    .list(podKind, set.metadata.namespace)
    .filter(
      ({ metadata, status }) =>
        !metadata.deletionTimestamp &&
        metadata.ownerReferences?.some(({ uid }) => uid === set.metadata.uid) &&
        !['Succeeded', 'Failed'].includes(String(status?.phase)),
    );
}

function reconcile(store: ClusterObjectStore, set: KubeObject): void {
  const wanted = numberOf(set.spec?.replicas) ?? 1;
  const pods = activePodsOf(store, set);
  for (let missing = wanted - pods.length; missing > 0; missing--) {
    const pod = store.create(newPod(set));
    store.recordEvent(set, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${pod.metadata.name}`,
      component: COMPONENT,
    });
  }
  for (const pod of leastUseful(pods).slice(
    0,
    Math.max(0, pods.length - wanted),
  )) {
    store.delete(podKind, pod.metadata.namespace, pod.metadata.name);
    store.recordEvent(set, {
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${pod.metadata.name}`,
      component: COMPONENT,
    });
  }
  updateStatus(store, set);
}

/** Not ready before ready, young before old: the order in which Kubernetes lets pods go. */
function leastUseful(pods: KubeObject[]): KubeObject[] {
  const age = ({ metadata }: KubeObject) =>
    Date.parse(metadata.creationTimestamp ?? '');
  return [...pods].sort(
    (a, b) =>
      Number(hasCondition(a, 'Ready')) - Number(hasCondition(b, 'Ready')) ||
      age(b) - age(a),
  );
}

function updateStatus(store: ClusterObjectStore, set: KubeObject): void {
  const pods = activePodsOf(store, set);
  const ready = pods.filter(pod => hasCondition(pod, 'Ready')).length;
  const status = {
    replicas: pods.length,
    // Kubernetes leaves zeros out.
    ...(pods.length && { fullyLabeledReplicas: pods.length }),
    ...(ready && { readyReplicas: ready, availableReplicas: ready }),
    observedGeneration: set.metadata.generation,
  };
  if (!equalJson(status, set.status)) {
    const { resourceVersion, ...metadata } = set.metadata;
    store.updateStatus({ ...set, metadata, status });
  }
}

function newPod(set: KubeObject): KubeObject {
  const template = objectOf(set.spec?.template);
  const metadata = objectOf(template.metadata);
  return {
    ...podKind,
    metadata: {
      name: `${set.metadata.name}-${randomSuffix()}`,
      generateName: `${set.metadata.name}-`,
      namespace: set.metadata.namespace,
      labels: stringMapOf(metadata.labels),
      annotations: stringMapOf(metadata.annotations),
      ownerReferences: [controllerReference(set)],
    },
    spec: objectOf(template.spec),
  };
}
