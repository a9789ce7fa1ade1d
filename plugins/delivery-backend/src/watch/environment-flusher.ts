import { Announcer } from '../announce/announcer';
import {
  DeliveryConfig,
  EnvironmentConfig,
  namespaceOf,
} from '../config/delivery-config';
import { KubernetesObject } from '../clusters/cluster-client';
import { HistoryBackfill } from '../history/history-backfill';
import { EnvironmentSnapshot } from '../reader/environment-snapshot';
import { ServiceEntry } from '../service/service-entry';
import { parseApplication } from '../sources/argocd/parse-application';
import { whereKnown } from '../where-known';
import { ClusterWatch } from './cluster-watch';
import { findApplication } from './matching';
import { normaliseEnvironment } from './normalise-environment';
import { MeasuredRollout } from './rollout-sampler';
import { SnapshotWriter } from './snapshot-writer';

/** Brings what the watches hold about one service in one environment into the database, when it differs. */
export class EnvironmentFlusher {
  readonly #config: DeliveryConfig;
  readonly #writer: SnapshotWriter;
  readonly #announcer: Announcer;
  readonly #backfill: HistoryBackfill | undefined;
  readonly #watches: ReadonlyMap<string, ClusterWatch>;
  readonly #fencingToken: number;
  readonly #written = new Map<string, string>();
  readonly #measured = new Map<string, MeasuredRollout>();

  constructor(options: {
    config: DeliveryConfig;
    writer: SnapshotWriter;
    announcer: Announcer;
    /** Absent = it is not known where the manifests are. */
    backfill?: HistoryBackfill;
    /** By cluster. */
    watches: ReadonlyMap<string, ClusterWatch>;
    fencingToken: number;
  }) {
    this.#config = options.config;
    this.#writer = options.writer;
    this.#announcer = options.announcer;
    this.#backfill = options.backfill;
    this.#watches = options.watches;
    this.#fencingToken = options.fencingToken;
  }

  /** The rollouts that are running now. */
  measured(): MeasuredRollout[] {
    return [...this.#measured.values()];
  }

  async flush(entry: ServiceEntry, environment: EnvironmentConfig) {
    const { cluster, name } = environment;
    const namespace = namespaceOf(environment, entry.service);
    const watch = this.#watches.get(cluster ?? '');
    const argocd = this.#watches.get(
      environment.argocdCluster ?? cluster ?? '',
    );
    if (!watch?.isReady(namespace)) {
      return;
    }
    const applications = argocd?.objects('application') ?? [];
    this.#offerBackfill(entry, environment, namespace, applications);
    const snapshot = normaliseEnvironment({
      entry,
      environment,
      ...whereKnown({ manifests: this.#config.manifests }),
      objects: {
        deployments: watch.objects('deployment', namespace),
        replicaSets: watch.objects('replicaSet', namespace),
        pods: watch.objects('pod', namespace),
        canaries: watch.objects('canary', namespace),
        virtualServices: watch.objects('virtualService', namespace),
        applications,
      },
    });
    const key = `${name} ${entry.entityRef}`;
    const text = JSON.stringify(snapshot);
    if (this.#written.get(key) === text) {
      return;
    }
    const { changed, runId } = await this.#writer.write(snapshot, {
      entityRef: entry.entityRef,
      environment: name,
      fencingToken: this.#fencingToken,
    });
    this.#written.set(key, text);
    const run = runId && measuredRun(entry, environment, snapshot, runId);
    if (run) {
      this.#measured.set(key, run);
    } else {
      this.#measured.delete(key);
    }
    if (changed) {
      this.#announcer.changed(entry.entityRef, 'environment');
    }
  }

  #offerBackfill(
    entry: ServiceEntry,
    environment: EnvironmentConfig,
    namespace: string,
    applications: KubernetesObject[],
  ) {
    const application = findApplication(
      entry,
      environment,
      namespace,
      applications,
    );
    if (!application) return;
    const { entityRef, service } = entry;
    this.#backfill?.offer(
      { entityRef, environment: environment.name, service },
      parseApplication(application),
    );
  }
}

/** What has to be measured while it runs, where something measures it. */
function measuredRun(
  { entityRef }: ServiceEntry,
  { cluster = '', prometheus }: EnvironmentConfig,
  snapshot: EnvironmentSnapshot,
  runId: string,
): MeasuredRollout | undefined {
  const { deploymentName, namespace, rollout } = snapshot;
  if (!prometheus || !rollout) return undefined;
  return {
    entityRef,
    runId,
    cluster,
    prometheus,
    namespace,
    workloads: {
      canary: deploymentName,
      stable: snapshot.primaryDeploymentName ?? `${deploymentName}-primary`,
    },
    rollout,
  };
}
