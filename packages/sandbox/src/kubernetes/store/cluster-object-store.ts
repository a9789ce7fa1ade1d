import { KubeObject, ObjectKind, ObjectStore } from '../object-store';
import { LoggedChange } from './change-log';
import { WrittenPart } from './merge-write';

/** What survives a restart. */
export interface StoreSnapshot {
  resourceVersion: number;
  objects: KubeObject[];
}

export interface ObjectStoreOptions {
  cluster: string;
  clock?: () => Date;
  createId?: () => string;
  /** How many changes a watch may lag behind before it must list again. */
  historyLimit?: number;
  /** What an earlier run saved; see `readSnapshot`. */
  snapshot?: StoreSnapshot;
}

export interface DeleteOptions {
  /** At once: no finalizers, no graceful termination. What a kubelet says when a pod is gone. */
  force?: boolean;
  /** Leave what it owns alone (`kubectl delete --cascade=orphan`). */
  orphan?: boolean;
}

/** The store with what only the HTTP API, the kubelet and persistence need. */
export interface ClusterObjectStore extends ObjectStore {
  write(object: KubeObject, part: WrittenPart): KubeObject;
  /**
   * As {@link ObjectStore.delete}, with Kubernetes' manners: with finalizers it is only marked with a deletionTimestamp
   * until they are removed; a pod on a node is marked until its kubelet forces it away.
   */
  delete(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
    options?: DeleteOptions,
  ): void;
  resourceVersion(): number;
  /** Changes after `version`, oldest first. @throws ResourceExpiredError when they are not all known any more. */
  changesSince(version: number): LoggedChange[];
  /** As `watch`, but without copying: do not change what you get. */
  watchLog(listener: (change: LoggedChange) => void): () => void;
  snapshot(): StoreSnapshot;
}
