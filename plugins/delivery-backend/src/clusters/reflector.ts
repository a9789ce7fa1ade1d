import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  ClusterClient,
  KubernetesKind,
  KubernetesObject,
  ListOptions,
} from './cluster-client';
import { sleep as abortableSleep } from './sleep';
import { messageOf } from '../errors/message-of';

/** `absent` = the cluster does not know this kind (its controller is not installed). */
export type ReflectorState =
  | { state: 'starting' }
  | { state: 'synced' }
  | { state: 'absent' }
  | { state: 'failing'; cause: 'forbidden' | 'unreachable'; message: string };

export interface ReflectorOptions {
  client: ClusterClient;
  kind: KubernetesKind;
  scope: Pick<ListOptions, 'namespace' | 'labelSelector' | 'fieldSelector'>;
  /** Called for each object that came, changed or went. */
  onChange: (object: KubernetesObject, type: 'set' | 'deleted') => void;
  onState: (state: ReflectorState) => void;
  /** 0 to 1, for the jitter. */
  random?: () => number;
  /** Resolves after the time or as soon as the signal aborts. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const firstBackoffMs = 500;
const maxBackoffMs = 15_000;
const absentRetryMs = 30_000;
// A server that closes each watch at once must not be asked in a tight loop.
const minWatchPauseMs = 100;
const pageSize = 500;

const keyOf = ({ metadata }: KubernetesObject) =>
  `${metadata.namespace ?? ''}/${metadata.name}`;

/**
 * Keeps a copy of one kind of object: list, then watch from there, list again when the server says the version is too old.
 * When the server does not answer, the copy stays and the state says so.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export class Reflector {
  readonly #options: ReflectorOptions;
  readonly #objects = new Map<string, KubernetesObject>();
  #state: ReflectorState = { state: 'starting' };
  #resourceVersion: string | undefined;
  #nudge = new AbortController();

  constructor(options: ReflectorOptions) {
    this.#options = options;
  }

  get state(): ReflectorState {
    return this.#state;
  }

  /** True once the first list was read: until then the copy says nothing. */
  get hasData(): boolean {
    return this.#state.state === 'synced' || this.#synced;
  }
  #synced = false;
  #failures = 0;

  objects(): KubernetesObject[] {
    return [...this.#objects.values()];
  }

  /** Somebody saw the server answer: no need to wait longer. */
  retryNow(): void {
    if (this.#state.state === 'failing') {
      this.#nudge.abort();
      this.#nudge = new AbortController();
    }
  }

  /** Runs until the signal aborts; never throws. */
  async run(signal: AbortSignal): Promise<void> {
    const { random = Math.random, sleep = abortableSleep } = this.#options;
    while (!signal.aborted) {
      try {
        if (this.#resourceVersion === undefined) {
          await this.#list();
        }
        await this.#watch(signal);
        this.#opened();
        await sleep(minWatchPauseMs, signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (error instanceof NotFoundError) {
          this.#replace([]);
          this.#resourceVersion = undefined;
          this.#synced = true;
          this.#setState({ state: 'absent' });
          await sleep(absentRetryMs, signal);
        } else {
          this.#failures += 1;
          // One broken connection is normal; the second attempt decides.
          if (this.#failures > 1 || !this.#synced) {
            this.#setState({
              state: 'failing',
              cause:
                error instanceof NotAllowedError ? 'forbidden' : 'unreachable',
              message: messageOf(error),
            });
          }
          // After a failure only a list can tell what was missed.
          this.#resourceVersion = undefined;
          const backoff = Math.min(
            maxBackoffMs,
            firstBackoffMs * 2 ** (this.#failures - 1),
          );
          await sleep(
            backoff * (0.5 + random() / 2),
            AbortSignal.any([signal, this.#nudge.signal]),
          );
        }
      }
    }
  }

  async #list(): Promise<void> {
    const { client, kind, scope } = this.#options;
    const items: KubernetesObject[] = [];
    let page: string | undefined;
    let resourceVersion: string;
    do {
      const list = await client.list(kind, {
        ...scope,
        limit: pageSize,
        ...(page ? { continue: page } : {}),
      });
      items.push(...list.items);
      page = list.continue;
      resourceVersion = list.resourceVersion;
    } while (page);
    this.#replace(items);
    this.#resourceVersion = resourceVersion;
    this.#synced = true;
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { client, kind, scope } = this.#options;
    const events = client.watch(kind, {
      ...scope,
      resourceVersion: this.#resourceVersion ?? '',
      signal,
    });
    for await (const event of events) {
      if (event.type !== 'ERROR') this.#opened();
      if (event.type === 'BOOKMARK') {
        this.#resourceVersion = event.resourceVersion;
      } else if (event.type === 'ERROR') {
        this.#resourceVersion = undefined;
        if (event.code === 410) {
          return;
        }
        throw new Error(event.message);
      } else {
        this.#resourceVersion =
          event.object.metadata.resourceVersion ?? this.#resourceVersion;
        this.#apply(event.object, event.type === 'DELETED');
      }
    }
  }

  /** Only an open watch is health: one who may list but not watch would otherwise list in a tight loop. */
  #opened() {
    this.#failures = 0;
    this.#setState({ state: 'synced' });
  }

  #apply(object: KubernetesObject, deleted: boolean) {
    if (deleted) {
      this.#objects.delete(keyOf(object));
    } else {
      this.#objects.set(keyOf(object), object);
    }
    this.#options.onChange(object, deleted ? 'deleted' : 'set');
  }

  #replace(items: KubernetesObject[]) {
    const listed = new Map(items.map(item => [keyOf(item), item]));
    for (const [key, known] of [...this.#objects]) {
      if (!listed.has(key)) {
        this.#apply(known, true);
      }
    }
    for (const [key, item] of listed) {
      const version = this.#objects.get(key)?.metadata.resourceVersion;
      if (version === undefined || version !== item.metadata.resourceVersion) {
        this.#apply(item, false);
      }
    }
  }

  #setState(state: ReflectorState) {
    const before = this.#state;
    this.#state = state;
    const changed =
      before.state !== state.state ||
      (before.state === 'failing' &&
        state.state === 'failing' &&
        before.message !== state.message);
    if (changed) {
      this.#options.onState(state);
    }
  }
}
