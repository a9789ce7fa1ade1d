import { InputError, NotFoundError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  GithubClient,
  githubFailureOf,
  GithubNotConfigured,
  type GithubRequest,
} from '@heal7/github-client';
import type { ServiceDefaults } from '../service-defaults';

export interface ServiceGithubOptions {
  integrations: ScmIntegrationRegistry;
  defaults: ServiceDefaults;
  fetch?: typeof fetch;
}

interface Answer {
  status: number;
  body: unknown;
}

const beforeAnything = ' Nothing was created; try again.';
const releaseTag = /^v(\d+)\.(\d+)\.(\d+)$/;

/** What the actions of service templates ask GitHub and put back there. */
export class ServiceGithub {
  readonly #client: GithubClient;

  constructor(private readonly options: ServiceGithubOptions) {
    this.#client = new GithubClient(options);
  }

  async repositoryExists(name: string): Promise<boolean> {
    const slug = `${this.options.defaults.organization}/${name}`;
    const { status } = await this.#ask('GET', slug, '');
    if (status === 404) return false;
    if (status < 300) return true;
    throw this.#unclear(`whether ${slug} exists`, status, beforeAnything);
  }

  /** The release that the configuration pins, otherwise the newest tag `vX.Y.Z`. */
  async workflowsRelease(): Promise<{ version: string; ref: string }> {
    const { repository, version, ref } = this.options.defaults.workflows;
    if (version !== undefined && ref !== undefined) return { version, ref };
    const { status, body } = await this.#ask(
      'GET',
      repository,
      '/tags?per_page=100',
    );
    if (status >= 300 && status !== 404)
      throw this.#unclear(
        `which releases ${repository} has`,
        status,
        beforeAnything,
      );
    const [newest] = tagsOf(body).sort((a, b) => compare(b.name, a.name));
    if (!newest) {
      throw new NotFoundError(
        `${repository} has no release vX.Y.Z, so there is no CI to call. The platform team makes one, or sets scaffolder.heal7.workflows. Nothing was created.`,
      );
    }
    return { version: newest.name, ref: newest.sha };
  }

  /** How many commits the default branch has, at most two are counted. */
  async commitCount(name: string): Promise<number> {
    const slug = `${this.options.defaults.organization}/${name}`;
    const { status, body } = await this.#ask(
      'GET',
      slug,
      '/commits?per_page=2',
    );
    // 409: the repository is empty.
    if (status === 409 || status === 404) return 0;
    if (status >= 300) throw this.#unclear(`what ${slug} holds`, status);
    return Array.isArray(body) ? body.length : 0;
  }

  async deleteRepository(name: string): Promise<boolean> {
    const slug = `${this.options.defaults.organization}/${name}`;
    const { status } = await this.#ask('DELETE', slug, '');
    return status < 300 || status === 404;
  }

  /** Closes a pull request of the manifests and takes its branch away; one that is merged already stays merged. */
  async closePullRequest(
    number: number,
    branch: string,
  ): Promise<'closed' | 'merged'> {
    const slug = this.#manifestsSlug();
    const path = `/pulls/${number}`;
    const { status, body } = await this.#ask('PATCH', slug, path, {
      state: 'closed',
    });
    if (status >= 300)
      throw this.#unclear(`what became of ${slug}${path}`, status);
    // Said by the answer, not asked before: it may be merged at any moment.
    if (fieldOf(body, 'merged') === true) return 'merged';
    await this.deleteBranch(branch);
    return 'closed';
  }

  /** Number of the open pull request of a branch of the manifests. */
  async openPullRequestOf(branch: string): Promise<number | undefined> {
    const slug = this.#manifestsSlug();
    const head = encodeURIComponent(
      `${this.options.defaults.organization}:${branch}`,
    );
    const { status, body } = await this.#ask(
      'GET',
      slug,
      `/pulls?state=open&head=${head}`,
    );
    if (status >= 300)
      throw this.#unclear(`which pull requests ${slug} has`, status);
    const number = fieldOf(Array.isArray(body) ? body[0] : undefined, 'number');
    return typeof number === 'number' ? number : undefined;
  }

  /** Takes a branch of the manifests away; one that is not there is gone already. */
  async deleteBranch(branch: string): Promise<boolean> {
    const { status } = await this.#ask(
      'DELETE',
      this.#manifestsSlug(),
      `/git/refs/heads/${branch}`,
    );
    // 422: there is no such branch.
    return status < 300 || status === 404 || status === 422;
  }

  #manifestsSlug(): string {
    return new URL(this.options.defaults.manifestsUrl).pathname.slice(1);
  }

  async #ask(
    method: GithubRequest['method'],
    slug: string,
    path: string,
    body?: object,
  ): Promise<Answer> {
    const { host } = this.options.defaults;
    const [owner, name] = slug.split('/');
    const request = { method, path, body };
    try {
      const answer = await this.#client.request({ host, owner, name }, request);
      return {
        status: 200,
        body: answer.status === 'ok' ? answer.json : undefined,
      };
    } catch (error) {
      if (error instanceof GithubNotConfigured) {
        throw new InputError(
          `There is no GitHub integration for ${host}; the platform team adds it under integrations.github.`,
        );
      }
      // A status is an answer here: a name that GitHub does not know is free.
      const failure = githubFailureOf(error);
      if (!failure) throw error;
      return { status: failure.status, body: undefined };
    }
  }

  #unclear(what: string, status: number, advice = ''): Error {
    return new Error(
      `GitHub (${this.options.defaults.host}) did not say ${what}: status ${status}.${advice}`,
    );
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}

function tagsOf(body: unknown): { name: string; sha: string }[] {
  return (Array.isArray(body) ? body : []).flatMap((tag: unknown) => {
    const name = fieldOf(tag, 'name');
    const sha = fieldOf(fieldOf(tag, 'commit'), 'sha');
    return typeof name === 'string' &&
      releaseTag.test(name) &&
      typeof sha === 'string' &&
      /^[0-9a-f]{40}$/.test(sha)
      ? [{ name, sha }]
      : [];
  });
}

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map(each =>
    (releaseTag.exec(each) ?? []).slice(1).map(Number),
  );
  const at = left.findIndex((part, i) => part !== right[i]);
  return at < 0 ? 0 : left[at] - right[at];
}
