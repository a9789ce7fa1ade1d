import { ResourceKind } from '../kinds/resource-kind';
import { KubeObject } from '../object-store';
import type { ListMetadata, Rendering } from './rendering';

const nameColumn = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: '',
  priority: 0,
};

/** The `meta.k8s.io/v1` Table that `kubectl get` prints. */
export function renderTable(
  resource: ResourceKind,
  objects: KubeObject[],
  metadata: ListMetadata,
  { includeObject, now }: Rendering,
  withHeader = true,
): object {
  // Events have no interesting name: the real server leaves it out unless asked for more.
  const named = resource.kind !== 'Event';
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: withHeader
      ? [
          ...(named ? [nameColumn] : []),
          ...resource.columns.map(({ name, type, priority }) => ({
            name,
            type,
            format: '',
            description: '',
            priority,
          })),
        ]
      : null,
    rows: objects.map(object => ({
      cells: [
        ...(named ? [object.metadata.name] : []),
        ...resource.columns.map(({ value }) => value(object, now)),
      ],
      object: rowObject(object, includeObject),
    })),
  };
}

function rowObject(object: KubeObject, includeObject: string): object | null {
  switch (includeObject) {
    case 'None':
      return null;
    case 'Object':
      return object;
    default:
      return {
        kind: 'PartialObjectMetadata',
        apiVersion: 'meta.k8s.io/v1',
        metadata: object.metadata,
      };
  }
}
