import { ResponseError, ServiceUnavailableError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { CiRunFact, CommitFact } from '@heal7/backstage-plugin-delivery-common';
import { parseJson } from '../../json/read-json';
import { parseCommit, parseRuns } from './parse-runs';
import { messageOf } from '../../errors/message-of';

/** Repository on a GitHub host, as one string: `github.com/owner/name`. */
export type RepositoryId = string;

export interface GithubSource {
  /** `undefined` = unchanged since the ETag. */
  runs(
    repository: RepositoryId,
    etag?: string,
  ): Promise<{ runs: CiRunFact[]; etag?: string } | undefined>;
  /** `undefined` = there is no such commit. */
  commit(
    repository: RepositoryId,
    sha: string,
  ): Promise<CommitFact | undefined>;
}

const timeoutMs = 10_000;
const runsPerPage = 30;

/** Reads GitHub through the integrations of the config: tokens and GitHub Apps, github.com and GitHub Enterprise. */
export class GithubClient implements GithubSource {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #credentials: GithubCredentialsProvider;

  constructor(options: {
    integrations: ScmIntegrationRegistry;
    credentials?: GithubCredentialsProvider;
  }) {
    this.#integrations = options.integrations;
    this.#credentials =
      options.credentials ??
      DefaultGithubCredentialsProvider.fromIntegrations(options.integrations);
  }

  async runs(repository: RepositoryId, etag?: string) {
    const response = await this.#get(
      repository,
      `/actions/runs?per_page=${runsPerPage}`,
      etag ? { 'If-None-Match': etag } : {},
    );
    if (response.status === 304) {
      return undefined;
    }
    if (response.status === 404) {
      throw new ServiceUnavailableError(
        `GitHub does not know ${repository}, or the integration may not read it`,
      );
    }
    await this.#check(response);
    const newTag = response.headers.get('etag');
    return {
      runs: parseRuns(parseJson(await response.text())),
      ...(newTag ? { etag: newTag } : {}),
    };
  }

  async commit(
    repository: RepositoryId,
    sha: string,
  ): Promise<CommitFact | undefined> {
    const response = await this.#get(
      repository,
      `/commits/${encodeURIComponent(sha)}`,
    );
    // 422 = "No commit found for SHA".
    if (response.status === 404 || response.status === 422) {
      return undefined;
    }
    await this.#check(response);
    return parseCommit(parseJson(await response.text()));
  }

  async #check(response: Response): Promise<void> {
    if (response.ok) {
      return;
    }
    const limited = response.headers.get('x-ratelimit-remaining') === '0';
    if (limited) {
      throw new ServiceUnavailableError('GitHub: the rate limit is used up');
    }
    // Its message has status and reason; the body of a proxy in between need not be shown to anybody.
    const { message } = await ResponseError.fromResponse(response);
    throw new ServiceUnavailableError(`GitHub: ${message}`);
  }

  async #get(
    repository: RepositoryId,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const slash = repository.indexOf('/');
    const host = repository.slice(0, slash);
    const slug = repository.slice(slash + 1);
    const integration = this.#integrations.github.byHost(host);
    const apiBaseUrl = integration?.config.apiBaseUrl;
    if (!apiBaseUrl) {
      throw new ServiceUnavailableError(
        `There is no GitHub integration for ${host} under integrations.github`,
      );
    }
    const { token } = await this.#credentials.getCredentials({
      url: `${new URL(apiBaseUrl).protocol}//${host}/${slug}`,
    });
    try {
      return await fetch(`${apiBaseUrl}/repos/${slug}${path}`, {
        headers: {
          Accept: 'application/vnd.github+json',
          'X-GitHub-Api-Version': '2022-11-28',
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...headers,
        },
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      throw new ServiceUnavailableError(
        `GitHub (${host}) is not reachable: ${messageOf(error)}`,
      );
    }
  }
}

/**
 * Where the source of a service lives: the annotation names owner and repository, the host is that of the entity's own
 * file, or of the only configured GitHub.
 */
export function repositoryIdOf(
  entry: { projectSlug?: string; sourceHost?: string },
  integrations: ScmIntegrationRegistry,
): RepositoryId | undefined {
  const { projectSlug, sourceHost } = entry;
  if (!projectSlug || !/^\w[\w-]*\/(?!\.\.?$)[\w.-]+$/.test(projectSlug)) {
    return undefined;
  }
  if (sourceHost && integrations.github.byHost(sourceHost)) {
    return `${sourceHost}/${projectSlug}`;
  }
  const hosts = integrations.github.list().map(({ config }) => config.host);
  // github.com is always in the list, configured or not.
  const own = hosts.filter(host => host !== 'github.com');
  return `${own.length === 1 ? own[0] : 'github.com'}/${projectSlug}`;
}
