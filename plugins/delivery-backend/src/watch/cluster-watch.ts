import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ClusterClient,
  KubernetesKind,
  KubernetesObject,
  kinds,
} from '../clusters/cluster-client';
import { Reflector, ReflectorState } from '../clusters/reflector';
import { messageOf } from '../errors/message-of';

export type WatchedKind = keyof typeof kinds;

/** What is watched in one cluster; `namespace` absent = all. */
export interface WatchScope {
  kind: WatchedKind;
  namespace?: string;
}

export const partName = ({ kind, namespace }: WatchScope): string =>
  `${kinds[kind].plural}@${namespace ?? '*'}`;

interface Part {
  scope: WatchScope;
  reflector: Reflector;
}

const pingEveryMs = 15_000;

/** The copies of everything watched in one cluster. */
export class ClusterWatch {
  readonly cluster: string;
  readonly #client: ClusterClient;
  readonly #parts: Part[];
  readonly #onPing: (parts: string[]) => void;
  readonly #onState: (part: string, state: ReflectorState) => void;
  readonly #logger: LoggerService;
  #failedPings = 0;

  constructor(options: {
    client: ClusterClient;
    scopes: WatchScope[];
    logger: LoggerService;
    onChange: (kind: WatchedKind, object: KubernetesObject) => void;
    onState: (part: string, state: ReflectorState) => void;
    /** The cluster answered: these parts are current. */
    onPing: (parts: string[]) => void;
  }) {
    this.cluster = options.client.name;
    this.#client = options.client;
    this.#onPing = options.onPing;
    this.#onState = options.onState;
    this.#logger = options.logger;
    this.#parts = options.scopes.map(scope => {
      const kind: KubernetesKind = kinds[scope.kind];
      return {
        scope,
        reflector: new Reflector({
          client: options.client,
          kind,
          scope: {
            ...(scope.namespace ? { namespace: scope.namespace } : {}),
            ...(scope.kind === 'event'
              ? { fieldSelector: 'involvedObject.kind=Canary' }
              : {}),
          },
          onChange: object => options.onChange(scope.kind, object),
          onState: state => {
            options.onState(partName(scope), state);
            if (state.state === 'synced') {
              this.#parts.forEach(part => part.reflector.retryNow());
            }
          },
        }),
      };
    });
  }

  /** True when everything about a namespace was read once, or will not be read for now. */
  isReady(namespace: string): boolean {
    const settled = ({ reflector, scope }: Part) =>
      reflector.hasData ||
      (scope.kind !== 'deployment' && reflector.state.state === 'failing');
    return this.#parts
      .filter(({ scope }) => scope.kind !== 'event')
      .filter(
        ({ scope }) =>
          scope.namespace === undefined || scope.namespace === namespace,
      )
      .every(settled);
  }

  objects(kind: WatchedKind, namespace?: string): KubernetesObject[] {
    return this.#parts
      .filter(({ scope }) => scope.kind === kind)
      .flatMap(({ reflector }) => reflector.objects())
      .filter(
        ({ metadata }) =>
          namespace === undefined || metadata.namespace === namespace,
      );
  }

  async run(signal: AbortSignal): Promise<void> {
    this.#logger.info(
      `Watching cluster ${this.cluster} (${this.#parts.length} watches)`,
    );
    const ping = setInterval(() => {
      this.#ping().catch(error =>
        this.#logger.warn(`Cluster ${this.cluster}: ${error}`),
      );
    }, pingEveryMs);
    try {
      await Promise.all(
        this.#parts.map(({ reflector }) => reflector.run(signal)),
      );
    } finally {
      clearInterval(ping);
    }
  }

  /** A watch that is silent may be idle or dead: a small request tells. */
  async #ping(): Promise<void> {
    const synced = this.#parts.filter(
      ({ reflector }) => reflector.state.state === 'synced',
    );
    const first = synced[0];
    if (!first) {
      return;
    }
    try {
      await this.#client.list(kinds[first.scope.kind], {
        limit: 1,
        ...(first.scope.namespace ? { namespace: first.scope.namespace } : {}),
      });
    } catch (error) {
      this.#failedPings += 1;
      if (this.#failedPings === 2) {
        const message = messageOf(error);
        synced.forEach(({ scope }) =>
          this.#onState(partName(scope), {
            state: 'failing',
            cause: 'unreachable',
            message,
          }),
        );
      }
      return;
    }
    if (this.#failedPings >= 2) {
      synced.forEach(({ scope, reflector }) =>
        this.#onState(partName(scope), reflector.state),
      );
    }
    this.#failedPings = 0;
    this.#onPing(synced.map(({ scope }) => partName(scope)));
  }
}
