import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  VerdictReport,
  VerdictReporter,
} from '@heal7/backstage-plugin-quality-gates-node';
import type { Entity } from '@backstage/catalog-model';
import {
  parseAnswer,
  type GithubClient,
  type GithubRepository,
} from '@heal7/github-client';
import { z } from 'zod';
import { checkNameOf } from './checkNameOf';
import { checkRunOf } from './checkRunOf';
import { commitStatusOf } from './commitStatusOf';

const checkRunSchema = z.object({
  id: z.number(),
  external_id: z.string().nullish(),
  html_url: z.string().nullish(),
});
const checkRunsSchema = z.object({ check_runs: z.array(checkRunSchema) });
const statusSchema = z.object({
  id: z.number(),
  context: z.string(),
  state: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
});
const combinedStatusSchema = z.object({ statuses: z.array(statusSchema) });

type CheckRun = z.infer<typeof checkRunSchema>;
type Reported = { externalId: string; url?: string };

/**
 * Shows the verdict at the commit: a check run where the portal is a GitHub App, a commit status where it has a personal
 * token. Repeating a report changes nothing: what is there already is found and updated.
 */
export class GithubVerdictReporter implements VerdictReporter {
  readonly id = 'github';
  readonly #client: GithubClient;
  readonly #repositoryOf: (entity: Entity) => GithubRepository | undefined;

  constructor(options: {
    client: GithubClient;
    repositoryOf: (entity: Entity) => GithubRepository | undefined;
  }) {
    this.#client = options.client;
    this.#repositoryOf = options.repositoryOf;
  }

  async report(report: VerdictReport): Promise<Reported | undefined> {
    const repository = this.#repositoryOf(report.entity);
    if (!repository) return undefined;
    switch (await this.#client.connection(repository)) {
      case 'app':
        return this.#reportCheckRun(repository, report);
      case 'token':
        return this.#reportStatus(repository, report);
      default:
        return undefined;
    }
  }

  async #reportCheckRun(
    repository: GithubRepository,
    { entity, evaluation, externalId, url }: VerdictReport,
  ): Promise<Reported> {
    const entityRef = stringifyEntityRef(entity);
    const name = checkNameOf(entity);
    const body = checkRunOf(evaluation, { entityRef, name, url });
    const known = /^check-run\/(\d+)$/.exec(externalId ?? '')?.[1];
    const check =
      (known && (await this.#update(repository, Number(known), body))) ||
      (await this.#updateFound(repository, evaluation.commit, body)) ||
      (await this.#create(repository, {
        ...body,
        head_sha: evaluation.commit,
      }));
    return {
      externalId: `check-run/${check.id}`,
      ...(check.html_url ? { url: check.html_url } : {}),
    };
  }

  /** One that was made although the answer never reached the database. */
  async #updateFound(
    repository: GithubRepository,
    commit: string,
    body: ReturnType<typeof checkRunOf>,
  ): Promise<CheckRun | undefined> {
    const query = new URLSearchParams({
      check_name: body.name,
      filter: 'all',
      per_page: '100',
    });
    const answer = await this.#client.request(repository, {
      path: `/commits/${encodeURIComponent(commit)}/check-runs?${query}`,
    });
    const { check_runs: checks } = parseAnswer(checkRunsSchema, answer);
    const own = checks
      .filter(check => check.external_id === body.external_id)
      .sort((a, b) => b.id - a.id);
    for (const { id } of own) {
      const updated = await this.#update(repository, id, body);
      if (updated) return updated;
    }
    return undefined;
  }

  /** `undefined`: it is gone, or another App made it. */
  async #update(
    repository: GithubRepository,
    id: number,
    body: ReturnType<typeof checkRunOf>,
  ): Promise<CheckRun | undefined> {
    try {
      const answer = await this.#client.request(repository, {
        method: 'PATCH',
        path: `/check-runs/${id}`,
        body,
      });
      return parseAnswer(checkRunSchema, answer);
    } catch (error) {
      if (error instanceof NotFoundError || isOfAnotherApp(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async #create(repository: GithubRepository, body: object): Promise<CheckRun> {
    const answer = await this.#client.request(repository, {
      method: 'POST',
      path: '/check-runs',
      body,
    });
    return parseAnswer(checkRunSchema, answer);
  }

  /** GitHub shows the newest status of a context, and keeps all: the same one is not sent twice. */
  async #reportStatus(
    repository: GithubRepository,
    { entity, evaluation, url }: VerdictReport,
  ): Promise<Reported> {
    const name = checkNameOf(entity);
    const body = commitStatusOf(evaluation, { name, url });
    const commit = encodeURIComponent(evaluation.commit);
    const { statuses } = parseAnswer(
      combinedStatusSchema,
      await this.#client.request(repository, {
        path: `/commits/${commit}/status?per_page=100`,
      }),
    );
    const shown = statuses.find(({ context }) => context === name);
    const isShown =
      shown?.state === body.state &&
      shown.description === body.description &&
      shown.target_url === body.target_url;
    const { id } =
      isShown && shown
        ? shown
        : parseAnswer(
            statusSchema,
            await this.#client.request(repository, {
              method: 'POST',
              path: `/statuses/${commit}`,
              body,
            }),
          );
    return { externalId: `status/${id}` };
  }
}

/** "Invalid app_id `1` - check run can only be modified by the GitHub App that created it." */
function isOfAnotherApp(error: unknown): boolean {
  return error instanceof NotAllowedError && /app_id/i.test(error.message);
}
