/** A Kubernetes object as it travels: only what the controllers rely on is typed. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    generation?: number;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: Array<{
      apiVersion: string;
      kind: string;
      name: string;
      uid: string;
      controller?: boolean;
      blockOwnerDeletion?: boolean;
    }>;
    finalizers?: string[];
    [field: string]: unknown;
  };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  [field: string]: unknown;
}

/** Names a kind in the store, e.g. `{ apiVersion: 'apps/v1', kind: 'Deployment' }`. */
export interface ObjectKind {
  apiVersion: string;
  kind: string;
}

export interface ObjectChange {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
}

/**
 * The store behind one sandbox cluster, as the controllers use it (in process); people and plugins go through the HTTP API.
 * Objects handed out are copies. Writes bump `resourceVersion` and, when the spec changed, `generation`; a write that
 * changes nothing is no change and sends no event. `update*` throw a conflict when `resourceVersion` is given and is old.
 */
export interface ObjectStore {
  readonly cluster: string;
  get(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined;
  list(
    kind: ObjectKind,
    namespace?: string,
    labels?: Record<string, string>,
  ): KubeObject[];
  create(object: KubeObject): KubeObject;
  /** Replaces everything but `status`. */
  update(object: KubeObject): KubeObject;
  /** Replaces `status` only. */
  updateStatus(object: KubeObject): KubeObject;
  /** JSON merge patch (RFC 7386) on everything but status. */
  patch(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
    patch: Record<string, unknown>,
  ): KubeObject;
  /** Deletes it and, as the garbage collector would, what it owns. No error when it is gone already. */
  delete(kind: ObjectKind, namespace: string | undefined, name: string): void;
  /** Called after each change, in order; returns the unsubscribe function. */
  watch(listener: (change: ObjectChange) => void): () => void;
  /** Records a core/v1 Event as controllers do (same reason+message within the run is counted up, not repeated). */
  recordEvent(
    about: KubeObject,
    event: {
      type: 'Normal' | 'Warning';
      reason: string;
      message: string;
      component: string;
    },
  ): void;
}
