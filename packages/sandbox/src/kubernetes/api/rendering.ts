import { builtInGroups } from '../kinds/resource-kinds';
import { KubeObject } from '../object-store';
import { inVersion } from '../kinds/convert-version';
import { ApiRequest, ResourceTarget } from './api-request';
import { renderTable } from './table';

export interface ListMetadata {
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

export const representations = ['plain', 'table', 'metadata'] as const;
export type Representation = (typeof representations)[number];

/** What the client wants to see, by the `as=` parameter of its Accept header. */
export function representationFor({ accept }: ApiRequest): Representation {
  const first = accept.split(',').find(type => type.includes('json')) ?? '';
  if (/as=Table\b/.test(first)) {
    return 'table';
  }
  return /as=PartialObjectMetadata/.test(first) ? 'metadata' : 'plain';
}

export interface Rendering {
  representation: Representation;
  includeObject: string;
  now: Date;
}

export function renderObject(
  target: ResourceTarget,
  object: KubeObject,
  rendering: Rendering,
  withHeader = true,
): object {
  switch (rendering.representation) {
    case 'table':
      return renderTable(
        target.resource,
        [object],
        { resourceVersion: object.metadata.resourceVersion ?? '' },
        rendering,
        withHeader,
      );
    case 'metadata':
      return partial(object);
    default:
      return inVersion(target.kind.apiVersion, object);
  }
}

export function renderList(
  target: ResourceTarget,
  objects: KubeObject[],
  metadata: ListMetadata,
  rendering: Rendering,
): object {
  switch (rendering.representation) {
    case 'table':
      return renderTable(target.resource, objects, metadata, rendering);
    case 'metadata':
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: 'meta.k8s.io/v1',
        metadata,
        items: objects.map(partial),
      };
    default:
      return {
        kind: `${target.kind.kind}List`,
        apiVersion: target.kind.apiVersion,
        metadata,
        items: objects.map(object => listItem(target, object)),
      };
  }
}

/** Items of built-in kinds carry neither kind nor apiVersion; those of custom resources do. */
function listItem(target: ResourceTarget, object: KubeObject): object {
  const converted = inVersion(target.kind.apiVersion, object);
  if (!builtInGroups.includes(target.resource.group)) {
    return converted;
  }
  const { kind, apiVersion, ...item } = converted;
  return item;
}

export function partial(object: KubeObject) {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}

/** `deployments.apps "x" not found` is how Kubernetes names things in messages. */
export function qualifiedName({ resource }: ResourceTarget): string {
  return resource.group
    ? `${resource.plural}.${resource.group}`
    : resource.plural;
}
