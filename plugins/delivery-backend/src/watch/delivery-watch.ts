import { LoggerService } from '@backstage/backend-plugin-api';
import { Announcer } from '../announce/announcer';
import { ClusterClients, KubernetesObject } from '../clusters/cluster-client';
import { ReflectorState } from '../clusters/reflector';
import { sleep } from '../clusters/sleep';
import {
  DeliveryConfig,
  EnvironmentConfig,
  namespaceOf,
} from '../config/delivery-config';
import { RolloutEvents } from '../events/rollout-events';
import { HistoryBackfill } from '../history/history-backfill';
import { ServiceDirectory } from '../service/service-directory';
import { ServiceEntry } from '../service/service-entry';
import { parseCanaryEvent } from '../sources/flagger/parse-flagger-event-object';
import { SourceStatus, SourceStore } from '../store/source-store';
import { ClusterWatch, WatchedKind, partName } from './cluster-watch';
import { DebouncedQueue } from './debounced-queue';
import { mayConcern } from './matching';
import { EnvironmentFlusher } from './environment-flusher';
import { RolloutSampler } from './rollout-sampler';
import { SnapshotWriter } from './snapshot-writer';
import { watchScopes } from './watch-scopes';

// From a change in the cluster to its row in the database; a Canary and its route change within a few milliseconds.
const debounceMs = 100;
const retryMs = 2_000;
const backfillMs = 1_000;

export interface DeliveryWatchOptions {
  config: DeliveryConfig;
  clusters: ClusterClients;
  directory: ServiceDirectory;
  writer: SnapshotWriter;
  sampler: RolloutSampler;
  backfill?: HistoryBackfill;
  sources: SourceStore;
  events: RolloutEvents;
  announcer: Announcer;
  clock: () => Date;
  logger: LoggerService;
}

const sourceStateOf = (
  state: ReflectorState,
): Pick<SourceStatus, 'state' | 'message'> => {
  switch (state.state) {
    case 'synced':
      return { state: 'ok' };
    case 'failing':
      return { state: state.cause, message: state.message };
    default:
      return { state: state.state };
  }
};

/** Entity and environment in one string, as key of the queue. */
const keyOf = (entityRef: string, environment: string) =>
  `${environment} ${entityRef}`;

/** What the leader does: watch all clusters, store what changed, measure running canaries. */
export class DeliveryWatch {
  readonly #options: DeliveryWatchOptions;

  constructor(options: DeliveryWatchOptions) {
    this.#options = options;
  }

  async lead(fencingToken: number, signal: AbortSignal): Promise<void> {
    const { backfill, clusters, config, directory, logger, sampler, sources } =
      this.#options;
    const watches = new Map<string, ClusterWatch>();
    const flusher = new EnvironmentFlusher({
      ...this.#options,
      watches,
      fencingToken,
    });

    const queue = new DebouncedQueue<string>({
      delayMs: debounceMs,
      retryMs,
      logger,
      work: async keys => {
        for (const key of keys) {
          if (signal.aborted) {
            return;
          }
          const [environmentName, entityRef] = key.split(' ');
          const environment = config.environments.find(
            ({ name }) => name === environmentName,
          );
          const entry = directory.get(entityRef);
          if (environment && entry) {
            await flusher.flush(entry, environment);
          }
        }
      },
    });
    const markAll = (
      entries: ServiceEntry[],
      environments: EnvironmentConfig[],
    ) =>
      queue.add(
        environments.flatMap(({ name }) =>
          entries.map(({ entityRef }) => keyOf(entityRef, name)),
        ),
      );

    // Reports of one part must reach the database in their order.
    let reports = Promise.resolve();
    const report = (cluster: string, part: string, state: ReflectorState) => {
      const affected = config.environments.filter(
        environment =>
          environment.cluster === cluster ||
          environment.argocdCluster === cluster,
      );
      reports = reports
        .then(async () => {
          const changed = await sources.report(
            { scope: `cluster:${cluster}`, part, ...sourceStateOf(state) },
            this.#options.clock(),
          );
          if (changed && state.state === 'failing') {
            logger.warn(`Cluster ${cluster}, ${part}: ${state.message}`);
          }
          if (changed && state.state !== 'starting') {
            this.#announceAll();
          }
        })
        .catch(error =>
          logger.warn(`The state of ${cluster} could not be stored: ${error}`),
        );
      markAll(directory.list(), affected);
    };

    for (const [cluster, scopes] of watchScopes(config.environments)) {
      if (!clusters.names().includes(cluster)) {
        continue;
      }
      const watch = new ClusterWatch({
        client: clusters.get(cluster),
        scopes,
        logger,
        onChange: (kind, object) => this.#changed(watch, kind, object, queue),
        onState: (part, state) => report(cluster, part, state),
        onPing: parts => {
          sources
            .touch(`cluster:${cluster}`, parts, this.#options.clock())
            .catch(error =>
              logger.warn(
                `Contact with ${cluster} could not be noted: ${error}`,
              ),
            );
        },
      });
      watches.set(cluster, watch);
      await sources.keepOnlyParts(`cluster:${cluster}`, scopes.map(partName));
    }

    const stopListening = directory.onChange(entries => {
      markAll(entries, config.environments);
      // Events that came before their service was known; those that are stored already stay one line.
      for (const watch of watches.values()) {
        watch
          .objects('event')
          .forEach(event => this.#recordEvent(watch.cluster, event));
      }
    });
    markAll(directory.list(), config.environments);
    const sampling = this.#every(
      'Measuring the rollouts',
      config.metrics.sampleIntervalSeconds * 1000,
      signal,
      () => sampler.sample(flusher.measured(), signal),
    );
    const backfilling = this.#every(
      'Reading earlier deployments',
      backfillMs,
      signal,
      async () => backfill?.tick(signal),
    );
    try {
      await Promise.all([
        new Promise<void>(resolve => {
          signal.addEventListener('abort', () => resolve());
          if (signal.aborted) {
            resolve();
          }
        }),
        ...[...watches.values()].map(watch => watch.run(signal)),
      ]);
    } finally {
      stopListening();
      await queue.close();
      await Promise.all([sampling, backfilling]);
      await reports;
    }
  }

  #changed(
    watch: ClusterWatch,
    kind: WatchedKind,
    object: KubernetesObject,
    queue: DebouncedQueue<string>,
  ) {
    const { config, directory } = this.#options;
    if (kind === 'event') {
      this.#recordEvent(watch.cluster, object);
      return;
    }
    const { namespace } = object.metadata;
    for (const environment of config.environments) {
      const isHere =
        kind === 'application'
          ? (environment.argocdCluster ?? environment.cluster) === watch.cluster
          : environment.cluster === watch.cluster;
      if (!isHere) {
        continue;
      }
      const concerned = directory.list().filter(entry => {
        const own = namespaceOf(environment, entry.service);
        const inNamespace = kind === 'application' || own === namespace;
        // While the first list is read nothing can be said yet; all are looked at when it is complete.
        return inNamespace && watch.isReady(own) && mayConcern(entry, object);
      });
      queue.add(
        concerned.map(({ entityRef }) => keyOf(entityRef, environment.name)),
      );
    }
  }

  #recordEvent(cluster: string, object: KubernetesObject) {
    const event = parseCanaryEvent(object);
    if (!event) {
      return;
    }
    this.#options.events
      .record({
        cluster,
        namespace: object.metadata.namespace ?? '',
        name: event.canary,
        at: event.at,
        type: event.type,
        message: event.message,
      })
      .catch(error =>
        this.#options.logger.warn(
          `An event of ${event.canary} could not be stored: ${error}`,
        ),
      );
  }

  /** A source went or came back: every lane on it looks different. */
  #announceAll() {
    const { announcer, directory } = this.#options;
    directory
      .list()
      .forEach(({ entityRef }) => announcer.changed(entityRef, 'environment'));
  }

  /** Runs one after the other until aborted; a failure costs one turn. */
  async #every(
    name: string,
    ms: number,
    signal: AbortSignal,
    work: () => Promise<void>,
  ): Promise<void> {
    while (!signal.aborted) {
      await sleep(ms, signal);
      try {
        if (!signal.aborted) {
          await work();
        }
      } catch (error) {
        this.#options.logger.warn(`${name} failed: ${error}`);
      }
    }
  }
}
