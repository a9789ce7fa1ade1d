import {
  AuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { MetricsProvider } from '@heal7/backstage-plugin-delivery-node';
import { GithubClient } from '@heal7/github-client';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { Announcer } from '../announce/announcer';
import { DefaultClusterClients } from '../clusters/default-cluster-clients';
import { DeliveryConfig } from '../config/delivery-config';
import { RolloutEventRecorder } from '../events/rollout-event-recorder';
import { RolloutEvents } from '../events/rollout-events';
import { followEvaluations } from '../gates/evaluation-events';
import { GateVerdicts } from '../gates/gate-verdicts';
import { HistoryBackfill } from '../history/history-backfill';
import { PastTags } from '../history/past-tags';
import { GithubContents } from '../manifests/github-contents';
import { RepeatingTask } from '../rollback/repeating-task';
import { ServiceAnswers } from '../service/service-answers';
import { ServiceDecorator } from '../service/service-decorator';
import { ServiceDirectory } from '../service/service-directory';
import { MetricTemplates } from '../sources/flagger/metric-templates';
import { DefaultGithubSource } from '../sources/github/github-source';
import { RepositoryRefresher } from '../sources/github/repository-refresher';
import {
  deployedCommits,
  servicesOf,
} from '../sources/github/repository-services';
import {
  DefaultMeasurements,
  Measurements,
} from '../sources/prometheus/measurements';
import { PrometheusProvider } from '../sources/prometheus/prometheus-provider';
import { BackfillStore } from '../store/backfill-store';
import { DeploymentStore } from '../store/deployment-store';
import { EnvironmentStore } from '../store/environment-store';
import { LeaseStore } from '../store/lease-store';
import { ManifestTagStore } from '../store/manifest-tag-store';
import { RepositoryStore } from '../store/repository-store';
import { RolloutEventStore } from '../store/rollout-event-store';
import { SampleStore } from '../store/sample-store';
import { SourceStore } from '../store/source-store';
import { DeliveryWatch } from '../watch/delivery-watch';
import { LeaderElection } from '../watch/leader-election';
import { RolloutSampler } from '../watch/rollout-sampler';
import { SnapshotWriter } from '../watch/snapshot-writer';
import { DefaultDeliveryReader } from './default-delivery-reader';

const tickMs = 2_000;
const housekeepingMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

export interface ReadFeatureOptions {
  rootConfig: RootConfigService;
  config: DeliveryConfig;
  logger: LoggerService;
  /** Of this plugin, migrated. */
  database: Knex;
  auth: AuthService;
  permissions: PermissionsService;
  catalog: CatalogService;
  events: EventsService;
  signals: SignalsService;
  clusters: DefaultClusterClients;
  gates: GateVerdicts;
  /** Metrics systems added by modules, by name. */
  metricsProviders: ReadonlyMap<string, MetricsProvider>;
}

/** The read half of the plugin: watches, stores, answers. */
export interface ReadFeature {
  reader: DefaultDeliveryReader;
  rolloutEvents: RolloutEvents;
  measurements: Measurements;
  createAnswers(decorators: ServiceDecorator[]): ServiceAnswers;
  start(): void;
  stop(): Promise<void>;
}

export function createReadFeature(options: ReadFeatureOptions): ReadFeature {
  const { auth, catalog, clusters, config, database, gates, logger } = options;
  const clock = () => new Date();
  const newId = () => randomUUID();
  const integrations = ScmIntegrations.fromConfig(options.rootConfig);
  const github = new GithubClient({ integrations });

  const backfills = new BackfillStore(database);
  const deployments = new DeploymentStore(database);
  const environments = new EnvironmentStore(database);
  const events = new RolloutEventStore(database);
  const repositories = new RepositoryStore(database);
  const samples = new SampleStore(database);
  const sources = new SourceStore(database);

  const announcer = new Announcer({ signals: options.signals, logger });
  const directory = new ServiceDirectory({ catalog, auth, logger });
  const measurements = new DefaultMeasurements({
    config: config.metrics,
    providers: new Map<string, MetricsProvider>([
      ...config.prometheus.map(
        entry => [entry.name, new PrometheusProvider(entry)] as const,
      ),
      ...options.metricsProviders,
    ]),
  });
  const rolloutEvents = new RolloutEventRecorder({
    environments: config.environments,
    directory,
    store: events,
    snapshots: environments,
    announcer,
  });
  const reader = new DefaultDeliveryReader({
    config,
    clusters,
    directory,
    integrations,
    backfills,
    environments,
    deployments,
    events,
    samples,
    sources,
    repositories,
    gates,
    announcer,
    clock,
  });
  const refresher = new RepositoryRefresher({
    store: repositories,
    github: new DefaultGithubSource(github),
    refreshMs: config.githubRefreshSeconds * 1000,
    clock,
    logger,
    wantedCommits: repository =>
      deployedCommits(
        servicesOf(repository, directory, integrations),
        deployments,
        config.versionPattern,
      ),
    onChange: repository =>
      servicesOf(repository, directory, integrations).forEach(({ entityRef }) =>
        announcer.changed(entityRef, 'release'),
      ),
  });
  const { manifests } = config;
  const backfill =
    manifests &&
    new HistoryBackfill({
      manifests,
      tags: new PastTags({
        contents: new GithubContents({
          client: github,
          repoUrl: manifests.repoUrl,
          branch: manifests.branch,
        }),
        store: new ManifestTagStore(database),
        manifests,
      }),
      store: backfills,
      deployments,
      announcer,
      logger,
      clock,
    });
  const watch = new DeliveryWatch({
    config,
    clusters,
    directory,
    writer: new SnapshotWriter({
      environments,
      deployments,
      samples,
      clock,
      newId,
    }),
    sampler: new RolloutSampler({
      measurements,
      templates: new MetricTemplates({ clusters, clock }),
      samples,
      sources,
      announcer,
      clock,
    }),
    ...(backfill ? { backfill } : {}),
    sources,
    events: rolloutEvents,
    announcer,
    clock,
    logger,
  });
  const election = new LeaderElection({
    leases: new LeaseStore(database),
    holder: newId(),
    ttlMs: config.leaseSeconds * 1000,
    clock,
    logger,
    lead: (fencingToken, signal) => watch.lead(fencingToken, signal),
  });

  const tasks = [
    new RepeatingTask({
      name: 'The list of services',
      intervalMs: tickMs,
      logger,
      run: () => directory.refreshWhenDue(clock()),
    }),
    new RepeatingTask({
      name: 'Reading CI runs',
      intervalMs: tickMs,
      logger,
      run: () => refresher.tick(),
    }),
    new RepeatingTask({
      name: 'Housekeeping',
      intervalMs: housekeepingMs,
      logger,
      run: async () => {
        const before = new Date(
          clock().getTime() - config.retentionDays * dayMs,
        );
        await Promise.all(
          [deployments, events, samples, repositories].map(store =>
            store.prune(before),
          ),
        );
      },
    }),
  ];
  let leading: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  return {
    reader,
    rolloutEvents,
    measurements,
    createAnswers: decorators =>
      new ServiceAnswers({
        catalog,
        permissions: options.permissions,
        directory,
        reader,
        decorators,
        refreshRepositories: () => refresher.tick(),
        clock,
      }),
    start: () => {
      tasks.forEach(task => task.start());
      following = followEvaluations({
        events: options.events,
        announcer,
        logger,
      });
      // The first list of services before the first look at the clusters.
      leading = directory.refreshWhenDue(clock()).then(() => election.run());
    },
    stop: async () => {
      election.stop();
      await Promise.all([
        leading,
        following,
        ...tasks.map(task => task.stop()),
      ]);
      announcer.close();
      clusters.close();
    },
  };
}
