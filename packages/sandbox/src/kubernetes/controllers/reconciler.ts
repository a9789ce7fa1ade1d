import { ConflictError } from '@backstage/errors';
import {
  KubeObject,
  ObjectChange,
  ObjectKind,
  ObjectStore,
} from '../object-store';
import { kindKey, nameKey } from '../store/kind-key';

/** What runs in a cluster: starts with the cluster and leaves no timer behind. */
export interface Controller {
  start(): void;
  stop(): void;
}

export interface ReconcilerOptions {
  store: ObjectStore;
  /** The kind whose objects are brought to their wished-for state. */
  kind: ObjectKind;
  /** Kinds whose changes concern their controlling owner of `kind`. */
  owned?: readonly ObjectKind[];
  /** Other objects of `kind` a change concerns. */
  related?(change: ObjectChange): KubeObject[];
  /** Called with the current object; returns after how many milliseconds to look again, if time alone can change something. */
  reconcile(object: KubeObject): number | undefined;
}

const RETRY_MS = 500;

/** Calls `reconcile` soon after each change that concerns an object, once for any number of changes at a time. */
export function createReconciler(options: ReconcilerOptions): Controller {
  const { store, kind } = options;
  const timers = new Map<string, { timer: NodeJS.Timeout; at: number }>();
  let unsubscribe: (() => void) | undefined;

  function schedule(
    namespace: string | undefined,
    name: string,
    delay: number,
  ): void {
    const key = nameKey(namespace, name);
    const at = Date.now() + delay;
    const existing = timers.get(key);
    if (existing && existing.at <= at) {
      return;
    }
    clearTimeout(existing?.timer);
    const timer = setTimeout(() => {
      timers.delete(key);
      run(namespace, name);
    }, delay);
    timers.set(key, { timer, at });
  }

  function run(namespace: string | undefined, name: string): void {
    const object = store.get(kind, namespace, name);
    if (!object) {
      return;
    }
    try {
      const again = options.reconcile(object);
      if (again !== undefined) {
        schedule(namespace, name, again);
      }
    } catch (error) {
      // Somebody else was faster: the next look sees what they wrote.
      if (!(error instanceof ConflictError)) {
        process.emitWarning(error instanceof Error ? error : String(error));
      }
      schedule(namespace, name, RETRY_MS);
    }
  }

  function enqueue({ metadata }: KubeObject): void {
    schedule(metadata.namespace, metadata.name, 0);
  }

  return {
    start() {
      const own = kindKey(kind);
      const owned = new Set(options.owned?.map(kindKey));
      unsubscribe = store.watch(change => {
        const { object } = change;
        const changed = kindKey(object);
        if (changed === own && change.type !== 'DELETED') {
          enqueue(object);
        }
        if (owned.has(changed)) {
          const owner = object.metadata.ownerReferences?.find(
            it => it.controller,
          );
          if (owner && kindKey(owner) === own) {
            schedule(object.metadata.namespace, owner.name, 0);
          }
        }
        options.related?.(change).forEach(enqueue);
      });
      store.list(kind).forEach(enqueue);
    },
    stop() {
      unsubscribe?.();
      unsubscribe = undefined;
      timers.forEach(({ timer }) => clearTimeout(timer));
      timers.clear();
    },
  };
}
