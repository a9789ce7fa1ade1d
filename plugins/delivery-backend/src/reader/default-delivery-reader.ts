import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  DeploymentRecord,
  DescribeVersion,
  ServiceDelivery,
  ServiceSummary,
  buildServiceDelivery,
  describeDeployment,
  versionDescriber,
} from '@heal7/backstage-plugin-delivery-common';
import { Announcer } from '../announce/announcer';
import { ClusterClients } from '../clusters/cluster-client';
import { DeliveryConfig, EnvironmentConfig } from '../config/delivery-config';
import { GateVerdicts } from '../gates/gate-verdicts';
import { ServiceDirectory } from '../service/service-directory';
import { ServiceEntry } from '../service/service-entry';
import { repositoryIdOf } from '../sources/github/repository-id';
import { BackfillStore } from '../store/backfill-store';
import { DeploymentStore } from '../store/deployment-store';
import { EnvironmentStore, StoredSnapshot } from '../store/environment-store';
import { RepositoryStore } from '../store/repository-store';
import { RolloutEventStore } from '../store/rollout-event-store';
import { SampleStore } from '../store/sample-store';
import { SourceStatus, SourceStore } from '../store/source-store';
import {
  DeliveryReader,
  EnvironmentFacts,
  ServiceFacts,
} from './delivery-reader';
import { environmentState } from './environment-state';
import { SourceFacts, readSource } from './read-source';

const historyPerEnvironment = 40;

export interface DeliveryReaderOptions {
  config: DeliveryConfig;
  clusters: ClusterClients;
  directory: ServiceDirectory;
  integrations: ScmIntegrationRegistry;
  backfills: BackfillStore;
  environments: EnvironmentStore;
  deployments: DeploymentStore;
  events: RolloutEventStore;
  samples: SampleStore;
  sources: SourceStore;
  repositories: RepositoryStore;
  gates: GateVerdicts;
  announcer: Announcer;
  clock: () => Date;
}

/** Reads the database; the same on the leader and on followers. */
export class DefaultDeliveryReader implements DeliveryReader {
  readonly #options: DeliveryReaderOptions;

  constructor(options: DeliveryReaderOptions) {
    this.#options = options;
  }

  onChange(listener: (entityRef: string) => void): () => void {
    return this.#options.announcer.onChange(listener);
  }

  async getEnvironment(
    entityRef: string,
    environmentName: string,
  ): Promise<EnvironmentFacts | undefined> {
    const facts = await this.getServiceFacts(entityRef);
    return facts?.environments.find(
      ({ environment }) => environment.name === environmentName,
    );
  }

  async getServiceFacts(entityRef: string): Promise<ServiceFacts | undefined> {
    const entry = await this.#options.directory.find(entityRef);
    if (!entry) {
      return undefined;
    }
    const { environments, sourced } = await this.#read(entry);
    return {
      entityRef,
      service: entry.service,
      environments,
      problems: sourced.problems,
    };
  }

  /** The tab's answer, without what the act half adds. */
  async getDelivery(
    entry: ServiceEntry,
    credentials: BackstageCredentials,
  ): Promise<ServiceDelivery> {
    const { config, gates } = this.#options;
    const { environments, sourced } = await this.#read(entry);
    const commits = [
      ...sourced.facts.runs.map(({ commit }) => commit),
      ...sourced.facts.commits.map(({ sha }) => sha),
    ];
    const problems = [...sourced.problems];
    if (config.environments.length === 0) {
      problems.push({
        code: 'no-environments',
        text: 'No environments are configured (delivery.environments).',
        severity: 'warning',
        scope: 'entity',
      });
    }
    let verdicts: Awaited<ReturnType<GateVerdicts['latest']>> = [];
    try {
      verdicts = await gates.latest(
        entry.entityRef,
        [...new Set(commits)],
        credentials,
      );
    } catch (error) {
      problems.push({
        code: 'gates-unreadable',
        params: { message: String(error) },
        text: 'The quality gates do not answer.',
        severity: 'warning',
        scope: 'quality-gates',
      });
    }
    return buildServiceDelivery(
      {
        entityRef: entry.entityRef,
        environments: environments.map(({ state }) => state),
        deployments: environments.flatMap(({ history }) => history),
        runs: sourced.facts.runs,
        commits: sourced.facts.commits,
        ...(verdicts ? { gates: verdicts } : {}),
        problems,
      },
      this.#options.clock(),
    );
  }

  /** Rows of the fleet page: a few columns, two queries for the whole page. */
  async getSummaries(entries: ServiceEntry[]): Promise<ServiceSummary[]> {
    const { clock, config, sources } = this.#options;
    const stored = await this.#options.environments.list(
      entries.map(({ entityRef }) => entityRef),
    );
    const statuses = await sources.list();
    const describe = versionDescriber({
      pattern: config.versionPattern,
      commits: [],
      runs: [],
    });
    const now = clock();
    return entries.map(({ entityRef, service }) => ({
      entityRef,
      environments: config.environments.map(environment => {
        const row = stored.find(
          candidate =>
            candidate.entityRef === entityRef &&
            candidate.environment === environment.name,
        );
        const { health, name, running, stale, sync, tier } = environmentState(
          {
            service,
            environment,
            ...(row ? { snapshot: row.snapshot } : {}),
            ...this.#usability(environment),
            sources: statuses,
            history: [],
            events: [],
            samples: { weight: [], metrics: {} },
            describe,
          },
          now,
        );
        return {
          name,
          tier,
          health,
          sync,
          stale,
          ...(running ? { running } : {}),
        };
      }),
    }));
  }

  /** Says that somebody looks at the service, so that its CI runs are kept fresh. Answers whether they were never read. */
  async request(entry: ServiceEntry): Promise<boolean> {
    const repository = repositoryIdOf(entry, this.#options.integrations);
    if (!repository) {
      return false;
    }
    await this.#options.repositories.request(repository, this.#options.clock());
    const stored = await this.#options.repositories.get(repository);
    return stored?.refreshedAt === undefined;
  }

  async #read(
    entry: ServiceEntry,
  ): Promise<{ environments: EnvironmentFacts[]; sourced: SourceFacts }> {
    const { config, environments } = this.#options;
    const [stored, sources, sourced] = await Promise.all([
      environments.list([entry.entityRef]),
      this.#options.sources.list(),
      readSource(entry, this.#options),
    ]);
    const describe = versionDescriber({
      pattern: config.versionPattern,
      ...sourced.facts,
    });
    const facts = await Promise.all(
      config.environments.map(environment =>
        this.#environment(
          entry,
          environment,
          stored.find(row => row.environment === environment.name),
          sources,
          describe,
        ),
      ),
    );
    return { environments: facts, sourced };
  }

  async #environment(
    entry: ServiceEntry,
    environment: EnvironmentConfig,
    row: StoredSnapshot | undefined,
    sources: SourceStatus[],
    describe: DescribeVersion,
  ): Promise<EnvironmentFacts> {
    const { backfills, clock, deployments, events, samples } = this.#options;
    const { entityRef, service } = entry;
    const snapshot = row?.snapshot;
    const history = await deployments.recent(entityRef, {
      environment: environment.name,
      limit: historyPerEnvironment,
    });
    const backfill = await backfills.get(entityRef, environment.name);
    const run = history.find(({ kind }: DeploymentRecord) => kind === 'canary');
    const timeline = snapshot?.rollout
      ? await events.recent(entityRef, environment.name)
      : { events: [] };
    const state = environmentState(
      {
        service,
        environment,
        ...(snapshot ? { snapshot } : {}),
        ...this.#usability(environment),
        sources,
        history,
        ...(backfill ? { backfill } : {}),
        events: timeline.events,
        samples:
          snapshot?.rollout && run
            ? await samples.ofRun(run.id)
            : { weight: [], metrics: {} },
        describe,
      },
      clock(),
    );
    const optional = {
      promotedSpecHash: snapshot?.rollout?.promotedSpecHash,
      canaryChecksum: 'checksum' in timeline ? timeline.checksum : undefined,
      images: snapshot?.repository
        ? { repository: snapshot.repository }
        : undefined,
      primaryDeploymentName: snapshot?.primaryDeploymentName,
      applicationRef: snapshot?.applicationRef,
    };
    return {
      entityRef,
      service,
      environment,
      state,
      deploymentName: snapshot?.deploymentName ?? service,
      replicaSets: snapshot?.replicaSets ?? [],
      history: history.map(record => describeDeployment(record, describe)),
      ...Object.fromEntries(
        Object.entries(optional).filter(([, value]) => value !== undefined),
      ),
    };
  }

  #usability({ cluster }: EnvironmentConfig): { unusable?: string } {
    if (!cluster) {
      return {};
    }
    try {
      this.#options.clusters.get(cluster);
      return {};
    } catch (error) {
      if (error instanceof NotFoundError) {
        return { unusable: error.message };
      }
      throw error;
    }
  }
}
