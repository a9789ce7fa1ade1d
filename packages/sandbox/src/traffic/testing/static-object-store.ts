import {
  KubeObject,
  ObjectKind,
  ObjectStore,
} from '../../kubernetes/object-store';

function unsupported(): never {
  throw new Error('not needed by the traffic generator');
}

/** An object store whose content the test sets, for reading only. */
export class StaticObjectStore implements ObjectStore {
  constructor(readonly cluster: string, public objects: KubeObject[]) {}

  get(kind: ObjectKind, namespace: string | undefined, name: string) {
    return this.list(kind, namespace).find(
      object => object.metadata.name === name,
    );
  }

  list({ apiVersion, kind }: ObjectKind, namespace?: string) {
    return this.objects.filter(
      object =>
        object.apiVersion === apiVersion &&
        object.kind === kind &&
        (namespace === undefined || object.metadata.namespace === namespace),
    );
  }

  create = unsupported;
  update = unsupported;
  updateStatus = unsupported;
  patch = unsupported;
  delete = unsupported;
  watch = unsupported;
  recordEvent = unsupported;
}
