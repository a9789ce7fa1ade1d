import { KubeObject, ObjectKind } from '../object-store';
import { kindKey, nameKey } from './kind-key';

/** The objects themselves: by kind, then by namespace and name. Hands out what it holds; do not change it in place. */
export class ObjectTable {
  private readonly kinds = new Map<string, Map<string, KubeObject>>();

  find(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    return this.kinds.get(kindKey(kind))?.get(nameKey(namespace, name));
  }

  /** In the order of namespace and name, as etcd returns them. */
  list(
    kind: ObjectKind,
    namespace?: string,
    labels: Record<string, string> = {},
  ): KubeObject[] {
    const wanted = Object.entries(labels);
    return [...(this.kinds.get(kindKey(kind))?.entries() ?? [])]
      .filter(
        ([, { metadata }]) =>
          (namespace === undefined || metadata.namespace === namespace) &&
          wanted.every(([key, value]) => metadata.labels?.[key] === value),
      )
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, object]) => object);
  }

  all(): KubeObject[] {
    return [...this.kinds.values()].flatMap(objects => [...objects.values()]);
  }

  put(object: KubeObject): void {
    const key = kindKey(object);
    const objects = this.kinds.get(key) ?? new Map<string, KubeObject>();
    objects.set(
      nameKey(object.metadata.namespace, object.metadata.name),
      object,
    );
    this.kinds.set(key, objects);
  }

  remove(object: KubeObject): void {
    this.kinds
      .get(kindKey(object))
      ?.delete(nameKey(object.metadata.namespace, object.metadata.name));
  }
}
