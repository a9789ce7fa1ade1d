import { KubeObject } from '../object-store';

/** One column of what `kubectl get` prints. */
export interface TableColumn {
  name: string;
  type: 'string' | 'integer' | 'date';
  /** 0 = always, 1 = only with `-o wide`. */
  priority: 0 | 1;
  value(object: KubeObject, now: Date): string | number;
}

/** What the API server knows of a kind. */
export interface ResourceKind {
  /** `''` is the core group. */
  group: string;
  /** The version objects are stored in. */
  version: string;
  /** Other versions the same objects are served under. */
  otherVersions: readonly string[];
  kind: string;
  plural: string;
  shortNames: readonly string[];
  namespaced: boolean;
  /** False where writes to the object itself may change `status` too, as for Argo CD's Application. */
  statusSubresource: boolean;
  scaleSubresource: boolean;
  /** Between NAME and the end of the line; AGE included. */
  columns: readonly TableColumn[];
}

export function apiVersionOf(kind: ResourceKind, version = kind.version) {
  return kind.group ? `${kind.group}/${version}` : version;
}
