import { KubeObject } from '../kubernetes/object-store';
import { groupOf } from '../kubernetes/store/kind-key';

/** Argo CD 3 tells by this annotation which application an object belongs to. */
export const TRACKING_ANNOTATION = 'argocd.argoproj.io/tracking-id';

/** Which object, whatever its version: how live and desired are matched. */
export interface ResourceRef {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
}

export function refOf(object: KubeObject): ResourceRef {
  const { apiVersion } = object;
  return {
    group: groupOf(apiVersion),
    version: apiVersion.includes('/') ? apiVersion.split('/')[1] : apiVersion,
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
  };
}

export function refKey(ref: ResourceRef): string {
  return `${ref.group}/${ref.kind}/${ref.namespace}/${ref.name}`;
}

export function apiVersionOf(ref: ResourceRef): string {
  return ref.group ? `${ref.group}/${ref.version}` : ref.version;
}

export function trackingId(application: string, ref: ResourceRef): string {
  return `${application}:${ref.group}/${ref.kind}:${ref.namespace}/${ref.name}`;
}

export function trackedBy(object: KubeObject): string | undefined {
  return object.metadata.annotations?.[TRACKING_ANNOTATION]?.split(':')[0];
}

const CLUSTER_KINDS = [
  'Namespace',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'PriorityClass',
  'StorageClass',
  'ClusterSecretStore',
];

export function isNamespaced(kind: string): boolean {
  return !CLUSTER_KINDS.includes(kind);
}
