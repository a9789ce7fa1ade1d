import { KubeObject, ObjectStore } from '../kubernetes/object-store';
import { JsonObject, objectOf } from '../kubernetes/store/json';
import {
  applicationKind,
  REFRESH_ANNOTATION,
  RESOURCES_FINALIZER,
} from './application';

/** The Applications of one Argo CD, as its controller reads and writes them. */
export class ApplicationStore {
  constructor(
    readonly objects: ObjectStore,
    readonly namespace: string,
    private readonly clock: () => Date,
  ) {}

  list(): KubeObject[] {
    return this.objects.list(applicationKind, this.namespace);
  }

  read(name: string): KubeObject | undefined {
    return this.objects.get(applicationKind, this.namespace, name);
  }

  mergeStatus(name: string, change: JsonObject): void {
    const object = this.read(name);
    if (object) {
      this.objects.updateStatus({
        ...object,
        status: { ...object.status, ...change },
      });
    }
  }

  /** `reconciledAt` moves with the answers of the repository, not with every change in the cluster. */
  writeStatus(
    object: KubeObject,
    status: JsonObject,
    options: { refreshed: boolean },
  ): void {
    const { reconciledAt } = objectOf(object.status);
    this.objects.updateStatus({
      ...object,
      status: {
        ...status,
        reconciledAt: options.refreshed
          ? this.now()
          : reconciledAt ?? this.now(),
      },
    });
  }

  clearOperation(name: string): void {
    this.patch(name, { operation: null });
  }

  clearRefresh(name: string): void {
    if (this.read(name)?.metadata.annotations?.[REFRESH_ANNOTATION]) {
      this.patch(name, {
        metadata: { annotations: { [REFRESH_ANNOTATION]: null } },
      });
    }
  }

  removeFinalizer(object: KubeObject): void {
    const { finalizers = [], name } = object.metadata;
    this.patch(name, {
      metadata: {
        finalizers: finalizers.filter(it => it !== RESOURCES_FINALIZER),
      },
    });
  }

  nowMs(): number {
    return this.clock().getTime();
  }

  now(): string {
    return `${this.clock().toISOString().slice(0, 19)}Z`;
  }

  private patch(name: string, change: JsonObject): void {
    this.objects.patch(applicationKind, this.namespace, name, change);
  }
}
