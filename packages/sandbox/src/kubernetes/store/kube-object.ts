import { InputError } from '@backstage/errors';
import { KubeObject, ObjectKind } from '../object-store';
import { cloneJson, isJsonObject } from './json';

/** Parses what came over the wire; the rest of the object is checked where it is used. */
export function toKubeObject(value: unknown): KubeObject {
  if (!isKubeObject(value)) {
    throw new InputError(
      'not a Kubernetes object: apiVersion, kind and metadata.name are needed',
    );
  }
  return value;
}

export function isKubeObject(value: unknown): value is KubeObject {
  return (
    isJsonObject(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isJsonObject(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}

/** A copy in the version it was asked for; versions of a kind differ in nothing else here. */
export function copyAs(kind: ObjectKind, object: KubeObject): KubeObject {
  return { ...cloneJson(object), apiVersion: kind.apiVersion };
}

/** Bound pods end when their kubelet says so; those that never got to a node just go. */
export function isTerminatedByKubelet(object: KubeObject): boolean {
  return object.kind === 'Pod' && Boolean(object.spec?.nodeName);
}

/** A reference that makes `object` the owning controller of what it creates. */
export function controllerReference(object: KubeObject) {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.metadata.name,
    uid: object.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}
