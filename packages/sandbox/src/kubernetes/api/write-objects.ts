import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { apiVersionOf } from '../kinds/resource-kind';
import { builtInGroups } from '../kinds/resource-kinds';
import { KubeObject } from '../object-store';
import { validateObject, withDefaults } from '../store/admission';
import { ClusterObjectStore } from '../store/cluster-object-store';
import { cloneJson, isJsonObject, objectOf, stringOf } from '../store/json';
import { toKubeObject } from '../store/kube-object';
import { mergeWrite, WrittenPart } from '../store/merge-write';
import { randomSuffix } from '../store/random-suffix';
import { InvalidObjectError } from '../store/store-errors';
import { nameOf, ResourceTarget } from './api-request';
import { getObject } from './list-objects';
import { qualifiedName } from './rendering';

const namespaceKind = { apiVersion: 'v1', kind: 'Namespace' };

export interface WriteContext {
  store: ClusterObjectStore;
  target: ResourceTarget;
  dryRun: boolean;
}

export function createObject(
  { store, target, dryRun }: WriteContext,
  body: unknown,
): KubeObject {
  const object = toKubeObject(withGeneratedName(body));
  checkIdentity(target, object);
  const { namespace } = target;
  if (namespace && !store.get(namespaceKind, undefined, namespace)) {
    throw new NotFoundError(`namespaces "${namespace}" not found`);
  }
  const next = {
    ...object,
    apiVersion: apiVersionOf(target.resource),
    metadata: { ...object.metadata, namespace },
  };
  if (target.resource.statusSubresource) {
    delete next.status;
  }
  if (!dryRun) {
    return store.create(next);
  }
  validateObject(withDefaults(next));
  return cloneJson(withDefaults(next));
}

/** PUT. */
export function replaceObject(
  context: WriteContext,
  body: unknown,
): KubeObject {
  const { store, target } = context;
  const object = toKubeObject(body);
  checkIdentity(target, object);
  const current = getObject(store, target);
  const custom = !builtInGroups.includes(target.resource.group);
  if (custom && !object.metadata.resourceVersion) {
    throw new InvalidObjectError(
      `${qualifiedName(target)} "${nameOf(
        target,
      )}" is invalid: metadata.resourceVersion: Invalid value: 0x0: must be specified for an update`,
    );
  }
  return save(context, current, object);
}

/** Saves what a patch made of the current object. */
export function savePatched(
  context: WriteContext,
  current: KubeObject,
  patched: unknown,
): KubeObject {
  const object = toKubeObject(patched);
  checkIdentity(context.target, object);
  return save(context, current, object);
}

function save(
  { store, target, dryRun }: WriteContext,
  current: KubeObject,
  object: KubeObject,
): KubeObject {
  const { uid } = object.metadata;
  if (uid && uid !== current.metadata.uid) {
    throw new ConflictError(
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${current.metadata.uid}`,
    );
  }
  const next = {
    ...object,
    metadata: { ...object.metadata, namespace: target.namespace },
  };
  if (dryRun) {
    return mergeWrite(current, next, writtenPart(target));
  }
  return store.write(next, writtenPart(target));
}

function writtenPart({ resource, subresource }: ResourceTarget): WrittenPart {
  if (subresource === 'status') {
    return 'status';
  }
  return resource.statusSubresource ? 'main' : 'all';
}

function checkIdentity(target: ResourceTarget, object: KubeObject): void {
  const problem = kindProblem(target, object) ?? placeProblem(target, object);
  if (problem) {
    throw new InputError(problem);
  }
}

function kindProblem(
  { kind }: ResourceTarget,
  object: KubeObject,
): string | undefined {
  if (object.kind !== kind.kind) {
    return `the object is a ${object.kind}, not a ${kind.kind}`;
  }
  return object.apiVersion === kind.apiVersion
    ? undefined
    : `the API version in the data (${object.apiVersion}) does not match the expected API version (${kind.apiVersion})`;
}

function placeProblem(
  target: ResourceTarget,
  { metadata: { name, namespace } }: KubeObject,
): string | undefined {
  if (target.name && name !== target.name) {
    return `the name of the object (${name}) does not match the name on the URL (${target.name})`;
  }
  if (namespace && namespace !== target.namespace) {
    return 'the namespace of the provided object does not match the namespace sent on the request';
  }
  return target.resource.namespaced && !target.namespace
    ? 'an empty namespace may not be set during creation'
    : undefined;
}

function withGeneratedName(body: unknown): unknown {
  const metadata = objectOf(objectOf(body).metadata);
  const prefix = stringOf(metadata.generateName);
  if (!isJsonObject(body) || metadata.name || !prefix) {
    return body;
  }
  return { ...body, metadata: { ...metadata, name: prefix + randomSuffix() } };
}

export interface DeleteRequest {
  orphan: boolean;
  force: boolean;
  uid?: string;
  resourceVersion?: string;
}

export function parseDelete(
  query: URLSearchParams,
  body: unknown,
): DeleteRequest {
  const options = objectOf(body);
  const preconditions = objectOf(options.preconditions);
  const policy = options.propagationPolicy ?? query.get('propagationPolicy');
  const grace = options.gracePeriodSeconds ?? query.get('gracePeriodSeconds');
  return {
    orphan: policy === 'Orphan' || options.orphanDependents === true,
    force: grace !== null && grace !== undefined && Number(grace) === 0,
    uid: stringOf(preconditions.uid),
    resourceVersion: stringOf(preconditions.resourceVersion),
  };
}

/** Returns what was deleted, and whether it is gone or waits (finalizers, a pod that terminates). */
export function deleteObject(
  { store, target, dryRun }: WriteContext,
  request: DeleteRequest,
): { object: KubeObject; gone: boolean } {
  const object = getObject(store, target);
  const { uid, resourceVersion, finalizers } = object.metadata;
  for (const [field, wanted, actual] of [
    ['UID', request.uid, uid],
    ['ResourceVersion', request.resourceVersion, resourceVersion],
  ]) {
    if (wanted && wanted !== actual) {
      throw new ConflictError(
        `Operation cannot be fulfilled on ${qualifiedName(target)} "${nameOf(
          target,
        )}": Precondition failed: ${field} in precondition: ${wanted}, ${field} in object meta: ${actual}`,
      );
    }
  }
  if (!dryRun) {
    store.delete(target.kind, target.namespace, nameOf(target), {
      orphan: request.orphan,
      force: request.force && !finalizers?.length,
    });
  }
  const left = store.get(target.kind, target.namespace, nameOf(target));
  return { object: left ?? object, gone: left === undefined };
}
