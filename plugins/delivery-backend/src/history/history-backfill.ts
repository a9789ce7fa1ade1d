import { LoggerService } from '@backstage/backend-plugin-api';
import {
  backfillHistory,
  PastSync,
} from '@heal7/backstage-plugin-delivery-common';
import { createHash } from 'node:crypto';
import { Announcer } from '../announce/announcer';
import { fillTemplate, ManifestsConfig } from '../config/delivery-config';
import { messageOf } from '../errors/message-of';
import { RetryableError } from '../rollback/effect-errors';
import {
  ApplicationHistoryEntry,
  ApplicationObject,
} from '../sources/argocd/parse-application';
import { BackfillStore } from '../store/backfill-store';
import { DeploymentStore } from '../store/deployment-store';
import { PastTags } from './past-tags';

/** Argo CD keeps as many by default. */
const maxEntries = 10;
const historyDepth = 50;
const retryMs = 30_000;
const refusedRetryMs = 10 * 60_000;

interface Job {
  entityRef: string;
  environment: string;
  service: string;
  history: ApplicationHistoryEntry[];
}

const commitSha = /^[0-9a-f]{40}$/;
const plainUrl = (url: string) =>
  url.toLocaleLowerCase('en-US').replace(/(\.git)?\/*$/, '');

/** The commit of the manifests repository; a Helm chart's revision is a version and tells nothing here. */
const revisionOf = (
  entry: ApplicationHistoryEntry,
  repoUrl: string,
): string | undefined =>
  entry.sources.find(
    source =>
      source.repoUrl !== undefined &&
      plainUrl(source.repoUrl) === plainUrl(repoUrl) &&
      commitSha.test(source.revision ?? ''),
  )?.revision;

/**
 * Reads once what was deployed before the portal watched. Beside the watches, not in them: a slow GitHub must not hold up
 * what happens now.
 */
export class HistoryBackfill {
  readonly #jobs = new Map<string, Job>();
  readonly #done = new Set<string>();

  constructor(
    private readonly options: {
      manifests: ManifestsConfig;
      tags: PastTags;
      store: BackfillStore;
      deployments: DeploymentStore;
      announcer: Pick<Announcer, 'changed'>;
      logger: LoggerService;
      clock: () => Date;
    },
  ) {}

  /** Notes what Argo CD remembers; cheap, called whenever the environment is looked at. */
  offer(
    place: Omit<Job, 'history'>,
    application: Pick<ApplicationObject, 'history'>,
  ): void {
    const key = `${place.environment} ${place.entityRef}`;
    if (application.history.length > 0 && !this.#done.has(key)) {
      this.#jobs.set(key, { ...place, history: application.history });
    }
  }

  /** Works off what is due. */
  async tick(signal: AbortSignal): Promise<void> {
    for (const [key, job] of [...this.#jobs]) {
      if (signal.aborted) {
        return;
      }
      if (await this.#work(job)) {
        this.#jobs.delete(key);
        this.#done.add(key);
      }
    }
  }

  async #work(job: Job): Promise<boolean> {
    const { announcer, clock, deployments, logger, store } = this.options;
    const { entityRef, environment } = job;
    const state = await store.get(entityRef, environment);
    if (state?.done) {
      return true;
    }
    if (state?.nextAttemptAt && state.nextAttemptAt > clock().toISOString()) {
      return false;
    }
    const history = await deployments.recent(entityRef, {
      environment,
      limit: historyDepth,
    });
    if (history.length === 0) {
      return false;
    }
    let syncs: PastSync[];
    try {
      syncs = await this.#syncs(job);
    } catch (error) {
      const wait = error instanceof RetryableError ? retryMs : refusedRetryMs;
      const reason = messageOf(error);
      const now = clock();
      const isNews = await store.fail(entityRef, environment, {
        error: reason,
        now,
        nextAttemptAt: new Date(now.getTime() + wait),
      });
      if (isNews) {
        logger.warn(
          `Earlier deployments of ${entityRef} to ${environment} cannot be read: ${reason}`,
        );
        announcer.changed(entityRef, 'environment');
      }
      return false;
    }
    const { remove, save } = backfillHistory({
      environment,
      syncs,
      history,
      idOf: ({ deployedAt, tag }) =>
        createHash('sha256')
          .update([entityRef, environment, tag, deployedAt].join('\n'))
          .digest('hex')
          .slice(0, 32),
    });
    await deployments.save(entityRef, save);
    await deployments.remove(remove);
    await store.done(entityRef, environment, clock());
    announcer.changed(entityRef, 'environment');
    return true;
  }

  async #syncs({ environment, history, service }: Job): Promise<PastSync[]> {
    const { repoUrl, valuesPath } = this.options.manifests;
    const path = fillTemplate(valuesPath, { environment, service });
    const entries = history.slice(0, maxEntries).flatMap(entry => {
      const revision = revisionOf(entry, repoUrl);
      const { deployedAt } = entry;
      return revision && deployedAt ? [{ ...entry, deployedAt, revision }] : [];
    });
    const tags = await this.options.tags.read(
      path,
      entries.map(({ revision }) => revision),
    );
    return entries.flatMap(
      ({ deployedAt, initiatedBy, revision, startedAt }): PastSync[] => {
        const tag = tags.get(revision);
        return tag
          ? [
              {
                tag,
                deployedAt,
                ...(startedAt ? { startedAt } : {}),
                ...(initiatedBy ? { actor: initiatedBy } : {}),
                links: [
                  {
                    kind: 'manifests',
                    title: revision.slice(0, 7),
                    url: `${repoUrl.replace(/\.git$/, '')}/commit/${revision}`,
                  },
                ],
              },
            ]
          : [];
      },
    );
  }
}
