import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  waiverStateAt,
  type DeployedCommit,
  type Evaluation,
  type OpenPullRequest,
  type QualityActions,
  type QualityProblem,
  type ServiceQuality,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { DeployedCommitsSource } from '@heal7/backstage-plugin-quality-gates-node';
import type { EntityLoader } from '../service/EntityLoader';
import type { EvaluationReader } from '../service/EvaluationReader';
import { withTimeout } from '../service/withTimeout';
import type { EvaluationStore } from '../store/EvaluationStore';
import type { WaiverStore } from '../store/WaiverStore';
import type { PullRequestLane } from './PullRequestLane';
import { repositoryUrl } from './repositoryUrl';
import { trendsOf } from './trendsOf';

const trendLength = 30;
const mostWaivers = 100;
const waiversShownMs = 30 * 24 * 60 * 60 * 1000;
const deploymentsTimeoutMs = 5_000;
/** A commit, or at least so much of one that it is not another by chance. */
const commitPattern = /^[0-9a-f]{7,40}$/;

export interface QualityReaderOptions {
  store: EvaluationStore;
  waivers: WaiverStore;
  reader: EvaluationReader;
  loadEntity: EntityLoader;
  pullRequests: PullRequestLane;
  deployments: readonly DeployedCommitsSource[];
  now(): Date;
}

type Stored = Pick<ServiceQuality, 'trends' | 'waivers'> & {
  current?: Evaluation;
};

/** Everything the quality tab shows. What others have to tell may fail: it costs its own lane only. */
export class QualityReader {
  readonly #options: QualityReaderOptions;

  constructor(options: QualityReaderOptions) {
    this.#options = options;
  }

  async read(
    entityRef: string,
    credentials: BackstageCredentials,
    allowed: QualityActions,
  ): Promise<ServiceQuality> {
    const { loadEntity, pullRequests, reader, store } = this.#options;
    const entity = await loadEntity(entityRef);
    const [stored, requests, deployed] = await Promise.all([
      this.#readStored(entityRef),
      pullRequests.list(entity),
      this.#listDeployed(entityRef, credentials),
    ]);
    const latest = await store.latestOfCommits(
      entityRef,
      [...deployed.items, ...requests.items].map(commitOf).filter(isCommit),
    );
    const { current, trends, waivers } = stored;
    const all = [...(current ? [current] : []), ...latest.values()];
    const distinct = [...new Map(all.map(it => [it.id, it])).values()];
    const url = repositoryUrl(entity);
    return {
      entityRef,
      ...(url === undefined ? {} : { repositoryUrl: url }),
      evaluations: await reader.readAll(entityRef, distinct),
      ...(current?.branch === undefined
        ? {}
        : {
            defaultBranch: {
              branch: current.branch,
              evaluationId: current.id,
            },
          }),
      deployed: deployed.items.map(it => withEvaluation(it, latest)),
      pullRequests: requests.items.map(it => withEvaluation(it, latest)),
      trends,
      waivers,
      allowed,
      problems: [
        ...(requests.error
          ? [
              problemOf(
                'pull-requests',
                'The open pull requests',
                requests.error,
              ),
            ]
          : []),
        ...deployed.errors.map(error =>
          problemOf('deployments', 'What is deployed', error),
        ),
      ],
    };
  }

  async #readStored(entityRef: string): Promise<Stored> {
    const { now, store, waivers } = this.#options;
    const time = now();
    const [current, rows, recent] = await Promise.all([
      store.getCurrent(entityRef),
      store.listTrend(entityRef, trendLength),
      waivers.listRecent(
        entityRef,
        new Date(time.getTime() - waiversShownMs),
        mostWaivers,
      ),
    ]);
    const checkIds = current?.checks.map(({ id }) => id) ?? [];
    return {
      ...(current ? { current } : {}),
      trends: trendsOf(rows, checkIds),
      waivers: recent.map(it => ({ ...it, state: waiverStateAt(it, time) })),
    };
  }

  async #listDeployed(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<{ items: DeployedCommit[]; errors: string[] }> {
    const answers = await Promise.allSettled(
      this.#options.deployments.map(source =>
        withTimeout(
          source.list(entityRef, { credentials }),
          deploymentsTimeoutMs,
          'The source of deployments',
        ),
      ),
    );
    return {
      items: answers.flatMap(it => (it.status === 'fulfilled' ? it.value : [])),
      errors: answers.flatMap(it =>
        it.status === 'rejected' ? [messageOf(it.reason)] : [],
      ),
    };
  }
}

function commitOf({ commit }: DeployedCommit | OpenPullRequest): string {
  return commit.toLowerCase();
}

function isCommit(text: string): boolean {
  return commitPattern.test(text);
}

function withEvaluation<T extends DeployedCommit | OpenPullRequest>(
  item: T,
  latest: ReadonlyMap<string, Evaluation>,
): T & { evaluationId?: string } {
  const found = latest.get(commitOf(item));
  return found ? { ...item, evaluationId: found.id } : item;
}

function problemOf(
  source: QualityProblem['source'],
  what: string,
  error: string,
): QualityProblem {
  return {
    source,
    code: 'unavailable',
    text: `${what} could not be asked: ${error}`,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
