/**
 * A Kubernetes cluster without containers: objects in memory behind the real HTTP API, with the controllers that make
 * Deployments roll out. Enough for kubectl, client libraries, Backstage's Kubernetes plugin and ours.
 *
 * - `store/` the objects: versions, watches, garbage collection, snapshot file
 * - `patch/` JSON patch, merge patch, strategic merge patch
 * - `kinds/` the table of kinds and their columns in `kubectl get`
 * - `api/` the HTTP API
 * - `controllers/` Deployment, ReplicaSet, HorizontalPodAutoscaler; scheduler and kubelet in one
 *
 * Not simulated: containers (nothing runs; logs say so), networking, admission webhooks, RBAC (a token may do everything),
 * field ownership of server-side apply, jobs, StatefulSets and DaemonSets (stored only).
 *
 * @packageDocumentation
 */
export * from './object-store';
export { createObjectStore } from './store/memory-object-store';
export type {
  ClusterObjectStore,
  DeleteOptions,
  ObjectStoreOptions,
  StoreSnapshot,
} from './store/cluster-object-store';
export { createKubernetesApiServer } from './api/kubernetes-api-server';
export type {
  KubernetesApiServer,
  KubernetesApiServerOptions,
} from './api/kubernetes-api-server';
export { createCluster } from './create-cluster';
export type { Cluster, ClusterOptions } from './create-cluster';
export { writeKubeconfig } from './write-kubeconfig';
export type { KubeconfigCluster } from './write-kubeconfig';
