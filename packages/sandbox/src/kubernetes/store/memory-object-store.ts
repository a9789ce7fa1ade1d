import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { KubeObject, ObjectChange, ObjectKind } from '../object-store';
import { applyMergePatch } from '../patch/merge-patch';
import { validateObject, withDefaults } from './admission';
import { ChangeLog, LoggedChange } from './change-log';
import {
  eventKind,
  eventName,
  isExpired,
  newEvent,
  RecordedEvent,
  repeatedEvent,
} from './event-recorder';
import {
  ClusterObjectStore,
  DeleteOptions,
  ObjectStoreOptions,
  StoreSnapshot,
} from './cluster-object-store';
import { cloneJson, equalJson } from './json';
import { copyAs, isTerminatedByKubelet, toKubeObject } from './kube-object';
import { ListenerQueue } from './listener-queue';
import { mergeWrite, WrittenPart } from './merge-write';
import { ObjectTable } from './object-table';
import { AlreadyExistsError } from './store-errors';

/** A crash may lose the last writes of the snapshot file; versions people saw then must not come again. */
const RESTART_GAP = 1000;

class MemoryObjectStore implements ClusterObjectStore {
  readonly cluster: string;
  private readonly clock: () => Date;
  private readonly createId: () => string;
  private readonly table = new ObjectTable();
  private readonly queue = new ListenerQueue<LoggedChange>();
  private readonly log: ChangeLog;
  private version: number;

  constructor(options: ObjectStoreOptions) {
    this.cluster = options.cluster;
    this.clock = options.clock ?? (() => new Date());
    this.createId = options.createId ?? randomUUID;
    this.version = options.snapshot
      ? options.snapshot.resourceVersion + RESTART_GAP
      : 1;
    this.log = new ChangeLog(this.version, options.historyLimit ?? 5000);
    options.snapshot?.objects.forEach(it => this.table.put(cloneJson(it)));
  }

  get(kind: ObjectKind, namespace: string | undefined, name: string) {
    const found = this.table.find(kind, namespace, name);
    return found && copyAs(kind, found);
  }

  list(kind: ObjectKind, namespace?: string, labels?: Record<string, string>) {
    return this.table
      .list(kind, namespace, labels)
      .map(object => copyAs(kind, object));
  }

  create(object: KubeObject): KubeObject {
    if (!object.metadata?.name) {
      throw new InputError(`${object.kind}: metadata.name is missing`);
    }
    const { name, namespace } = object.metadata;
    if (this.table.find(object, namespace, name)) {
      throw new AlreadyExistsError(`${object.kind} "${name}" already exists`);
    }
    const next = cloneJson(withDefaults(object));
    validateObject(next);
    delete next.metadata.deletionTimestamp;
    next.metadata = {
      ...next.metadata,
      uid: this.createId(),
      creationTimestamp: this.now(),
      ...(next.spec && { generation: 1 }),
    };
    return copyAs(object, this.save('ADDED', next));
  }

  update(object: KubeObject): KubeObject {
    return this.write(object, 'main');
  }

  updateStatus(object: KubeObject): KubeObject {
    return this.write(object, 'status');
  }

  patch(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
    patch: Record<string, unknown>,
  ): KubeObject {
    const current = copyAs(kind, this.require(kind, namespace, name));
    return this.write(toKubeObject(applyMergePatch(current, patch)), 'main');
  }

  write(object: KubeObject, part: WrittenPart): KubeObject {
    const { namespace, name, resourceVersion } = object.metadata;
    const current = this.require(object, namespace, name);
    if (
      resourceVersion !== undefined &&
      resourceVersion !== current.metadata.resourceVersion
    ) {
      throw new ConflictError(
        `Operation cannot be fulfilled on ${object.kind} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
      );
    }
    const next = mergeWrite(current, object, part);
    if (part !== 'status') {
      validateObject(next, current);
    }
    if (equalJson(next, current)) {
      return copyAs(object, current);
    }
    const { deletionTimestamp, finalizers } = next.metadata;
    if (
      deletionTimestamp &&
      !finalizers?.length &&
      !isTerminatedByKubelet(next)
    ) {
      // Gone with its last finalizer: watchers see it deleted, not modified before.
      this.table.put(next);
      this.delete(object, namespace, name, { force: true });
      return copyAs(object, next);
    }
    return copyAs(object, this.save('MODIFIED', next));
  }

  delete(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions = {},
  ): void {
    const current = this.table.find(kind, namespace, name);
    if (!current) {
      return;
    }
    const onNode = isTerminatedByKubelet(current);
    if (!options.force && (onNode || current.metadata.finalizers?.length)) {
      if (!current.metadata.deletionTimestamp) {
        const next = cloneJson(current);
        next.metadata.deletionTimestamp = this.now();
        next.metadata.deletionGracePeriodSeconds = onNode ? 30 : 0;
        if (next.metadata.generation !== undefined) {
          next.metadata.generation += 1;
        }
        this.save('MODIFIED', next);
      }
      return;
    }
    this.remove(current);
    if (current.kind === 'Namespace') {
      this.emptyNamespace(name);
    }
    this.collectGarbage(current.metadata.uid, options.orphan ?? false);
  }

  watch(listener: (change: ObjectChange) => void): () => void {
    return this.queue.subscribe(({ type, object }) =>
      listener({ type, object: cloneJson(object) }),
    );
  }

  watchLog(listener: (change: LoggedChange) => void): () => void {
    return this.queue.subscribe(listener);
  }

  recordEvent(about: KubeObject, event: RecordedEvent): void {
    const namespace = about.metadata.namespace ?? 'default';
    const name = eventName(about, event);
    const existing = this.table.find(eventKind, namespace, name);
    if (existing) {
      this.write(repeatedEvent(existing, this.now()), 'main');
      return;
    }
    this.create(newEvent(about, event, this.now()));
    this.table
      .list(eventKind)
      .filter(it => isExpired(it, this.clock().getTime()))
      .forEach(it => this.remove(it));
  }

  resourceVersion(): number {
    return this.version;
  }

  changesSince(version: number): LoggedChange[] {
    return this.log.since(version, this.version);
  }

  snapshot(): StoreSnapshot {
    return { resourceVersion: this.version, objects: this.table.all() };
  }

  /** Kubernetes writes whole seconds. */
  private now(): string {
    return `${this.clock().toISOString().slice(0, 19)}Z`;
  }

  private require(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ) {
    const found = this.table.find(kind, namespace, name);
    if (!found) {
      throw new NotFoundError(`${kind.kind} "${name}" not found`);
    }
    return found;
  }

  /** Stored objects are never changed in place afterwards, so the log may share them. */
  private save(type: 'ADDED' | 'MODIFIED', object: KubeObject): KubeObject {
    const { namespace, name } = object.metadata;
    const previous = this.table.find(object, namespace, name);
    this.version += 1;
    object.metadata.resourceVersion = String(this.version);
    this.table.put(object);
    this.announce({ type, object, previous, version: this.version });
    return object;
  }

  private remove(previous: KubeObject): void {
    this.version += 1;
    const object = cloneJson(previous);
    object.metadata.resourceVersion = String(this.version);
    this.table.remove(previous);
    this.announce({ type: 'DELETED', object, previous, version: this.version });
  }

  private announce(change: LoggedChange): void {
    this.log.add(change);
    this.queue.announce(change);
  }

  private emptyNamespace(namespace: string): void {
    this.table
      .all()
      .filter(({ metadata }) => metadata.namespace === namespace)
      .forEach(object =>
        this.delete(object, namespace, object.metadata.name, { force: true }),
      );
  }

  private collectGarbage(ownerUid: string | undefined, orphan: boolean): void {
    const all = this.table.all();
    const alive = new Set(all.map(({ metadata }) => metadata.uid));
    for (const object of all) {
      const { ownerReferences, namespace, name } = object.metadata;
      if (!ownerReferences?.some(({ uid }) => uid === ownerUid)) {
        continue;
      }
      const others = ownerReferences.filter(({ uid }) => uid !== ownerUid);
      if (orphan || others.some(({ uid }) => alive.has(uid))) {
        const metadata = {
          ...object.metadata,
          ownerReferences: others.length ? others : undefined,
        };
        this.write({ ...object, metadata }, 'main');
      } else {
        this.delete(object, namespace, name);
      }
    }
  }
}

/** The objects of one sandbox cluster, in memory. See {@link ObjectStore} for the rules. */
export function createObjectStore(
  options: ObjectStoreOptions,
): ClusterObjectStore {
  return new MemoryObjectStore(options);
}
