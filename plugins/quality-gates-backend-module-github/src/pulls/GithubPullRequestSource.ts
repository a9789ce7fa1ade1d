import type { Entity } from '@backstage/catalog-model';
import type { OpenPullRequest } from '@heal7/backstage-plugin-quality-gates-common';
import type { PullRequestSource } from '@heal7/backstage-plugin-quality-gates-node';
import {
  parseAnswer,
  type GithubClient,
  type GithubRepository,
} from '@heal7/github-client';
import { z } from 'zod';

/** The newest so many; one page of GitHub's. */
const maxPullRequests = 50;
/** Answers that are kept to ask "changed since?", which does not count against the rate limit. */
const maxRemembered = 1000;

const pullsSchema = z.array(
  z.object({
    number: z.number(),
    title: z.string(),
    html_url: z.string(),
    draft: z.boolean().nullish(),
    user: z.object({ login: z.string() }).nullish(),
    head: z.object({ ref: z.string(), sha: z.string() }),
  }),
);

interface Remembered {
  etag: string;
  items: OpenPullRequest[];
}

/** Lists the open pull requests of an entity's repository, newest first. */
export class GithubPullRequestSource implements PullRequestSource {
  readonly #client: GithubClient;
  readonly #repositoryOf: (entity: Entity) => GithubRepository | undefined;
  readonly #remembered = new Map<string, Remembered>();
  readonly #asked = new Map<string, Promise<OpenPullRequest[]>>();

  constructor(options: {
    client: GithubClient;
    repositoryOf: (entity: Entity) => GithubRepository | undefined;
  }) {
    this.#client = options.client;
    this.#repositoryOf = options.repositoryOf;
  }

  async listOpen(entity: Entity): Promise<OpenPullRequest[] | undefined> {
    const repository = this.#repositoryOf(entity);
    if (!repository) return undefined;
    const { host, owner, name } = repository;
    const key = `${host}/${owner}/${name}`.toLocaleLowerCase('en-US');
    const running = this.#asked.get(key);
    if (running) return running;
    const asked = this.#ask(repository, key).finally(() =>
      this.#asked.delete(key),
    );
    this.#asked.set(key, asked);
    return asked;
  }

  async #ask(
    repository: GithubRepository,
    key: string,
  ): Promise<OpenPullRequest[]> {
    const known = this.#remembered.get(key);
    const answer = await this.#client.request(repository, {
      path: `/pulls?state=open&per_page=${maxPullRequests}`,
      ...(known ? { etag: known.etag } : {}),
    });
    if (answer.status === 'unchanged' && known) return known.items;
    const items = parseAnswer(pullsSchema, answer).map(toPullRequest);
    if (answer.status === 'ok' && answer.etag) {
      this.#remember(key, { etag: answer.etag, items });
    }
    return items;
  }

  #remember(key: string, answer: Remembered): void {
    this.#remembered.delete(key);
    this.#remembered.set(key, answer);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > maxRemembered) this.#remembered.delete(oldest);
  }
}

function toPullRequest(
  pull: z.infer<typeof pullsSchema>[number],
): OpenPullRequest {
  return {
    number: pull.number,
    title: pull.title,
    url: pull.html_url,
    branch: pull.head.ref,
    commit: pull.head.sha,
    ...(pull.user ? { author: pull.user.login } : {}),
    ...(pull.draft ? { draft: true } : {}),
  };
}
