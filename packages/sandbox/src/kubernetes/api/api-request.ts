import { InputError, NotFoundError } from '@backstage/errors';
import { apiVersionOf, ResourceKind } from '../kinds/resource-kind';
import { findKindByPlural } from '../kinds/resource-kinds';
import { KubeObject, ObjectKind } from '../object-store';
import { parseFieldSelector } from './field-selector';
import { parseLabelSelector } from './label-selector';

/** One HTTP request, read. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  accept: string;
  contentType: string;
  body: string;
}

/** The resource a request is about. */
export interface ResourceTarget {
  resource: ResourceKind;
  /** In the version asked for. */
  kind: ObjectKind;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** The core group has a prefix of its own. */
function groupOf([root, ...rest]: string[]): { group: string; rest: string[] } {
  if (root === 'api') return { group: '', rest };
  return root === 'apis'
    ? { group: rest[0], rest: rest.slice(1) }
    : { group: '', rest: [] };
}

/** `/api/v1/…` and `/apis/<group>/<version>/…` below the discovery documents; undefined for any other path. */
export function parseResourcePath(path: string): ResourceTarget | undefined {
  const segments = path.split('/').filter(Boolean).map(decodeURIComponent);
  const { group, rest } = groupOf(segments);
  const [version, ...names] = rest;
  if (!names.length) {
    return undefined;
  }
  const inNamespace =
    names[0] === 'namespaces' && names.length > 2
      ? findKindByPlural(group, version, names[2])
      : undefined;
  const resource = inNamespace ?? findKindByPlural(group, version, names[0]);
  if (!resource) {
    throw new NotFoundError('the server could not find the requested resource');
  }
  const [name, subresource] = names.slice(inNamespace ? 3 : 1);
  return {
    resource,
    kind: { apiVersion: apiVersionOf(resource, version), kind: resource.kind },
    namespace: inNamespace ? names[1] : undefined,
    name,
    subresource,
  };
}

/** The name, for requests that make no sense without one. */
export function nameOf({ name }: ResourceTarget): string {
  if (!name) {
    throw new InputError('name may not be empty');
  }
  return name;
}

/** Namespace, labels and fields: what a list or a watch is narrowed to. */
export function parseFilter(
  target: ResourceTarget,
  query: URLSearchParams,
): (object: KubeObject) => boolean {
  const labels = parseLabelSelector(query.get('labelSelector') ?? undefined);
  const fields = parseFieldSelector(query.get('fieldSelector') ?? undefined);
  return object =>
    (!target.namespace || object.metadata.namespace === target.namespace) &&
    (!target.name || object.metadata.name === target.name) &&
    labels(object.metadata.labels) &&
    fields(object);
}

export function isTrue(query: URLSearchParams, name: string): boolean {
  return ['true', '1'].includes(query.get(name) ?? '');
}

/** The body as JSON; undefined when there is none. */
export function parseJson(body: string): unknown {
  if (!body) {
    return undefined;
  }
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new InputError(`the body is not JSON: ${error}`);
  }
}
