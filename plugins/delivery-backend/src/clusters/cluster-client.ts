import { JsonArray, JsonObject } from '@backstage/types';

/** Which collection of the Kubernetes API; `plural` is the path segment. */
export interface KubernetesKind {
  /** `apps/v1`, `v1`, `flagger.app/v1beta1` … */
  apiVersion: string;
  kind: string;
  plural: string;
}

/** The kinds delivery reads or writes. */
export const kinds = {
  deployment: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    plural: 'deployments',
  },
  replicaSet: {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    plural: 'replicasets',
  },
  pod: { apiVersion: 'v1', kind: 'Pod', plural: 'pods' },
  event: { apiVersion: 'v1', kind: 'Event', plural: 'events' },
  application: {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    plural: 'applications',
  },
  canary: {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    plural: 'canaries',
  },
  metricTemplate: {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'MetricTemplate',
    plural: 'metrictemplates',
  },
  virtualService: {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    plural: 'virtualservices',
  },
} as const satisfies Record<string, KubernetesKind>;

/** The part of an object's metadata we rely on; everything else stays unparsed JSON. */
export interface KubernetesMetadata {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  ownerReferences: Array<{ kind: string; name: string; uid?: string }>;
}

/** An object of the API server: checked metadata, and the whole object as JSON for the parser of its kind. */
export interface KubernetesObject {
  metadata: KubernetesMetadata;
  raw: JsonObject;
}

export interface KubernetesList {
  items: KubernetesObject[];
  resourceVersion: string;
  continue?: string;
}

export interface ListOptions {
  /** Absent = all namespaces. */
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  limit?: number;
  continue?: string;
}

export interface PatchOptions {
  type: 'merge' | 'json' | 'strategic';
  /** Precondition: the write is refused with a ConflictError when the object has changed since. */
  resourceVersion?: string;
}

export type WatchEvent =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: KubernetesObject }
  | { type: 'BOOKMARK'; resourceVersion: string }
  | { type: 'ERROR'; code: number; message: string };

export interface WatchOptions extends Omit<ListOptions, 'limit' | 'continue'> {
  resourceVersion: string;
  signal: AbortSignal;
}

/** One Kubernetes API server. Errors are those of `@backstage/errors` (NotFoundError, ConflictError …). */
export interface ClusterClient {
  readonly name: string;
  /** `undefined` when the object does not exist. */
  get(
    kind: KubernetesKind,
    namespace: string,
    name: string,
  ): Promise<KubernetesObject | undefined>;
  list(kind: KubernetesKind, options?: ListOptions): Promise<KubernetesList>;
  patch(
    kind: KubernetesKind,
    namespace: string,
    name: string,
    patch: JsonObject | JsonArray,
    options: PatchOptions,
  ): Promise<KubernetesObject>;
  /** Ends when the server closes the connection; throws when it cannot be opened or breaks. */
  watch(kind: KubernetesKind, options: WatchOptions): AsyncIterable<WatchEvent>;
}

export interface ClusterClients {
  /** Throws a NotFoundError with a sentence for people when the cluster is not configured. */
  get(clusterName: string): ClusterClient;
  names(): string[];
}
