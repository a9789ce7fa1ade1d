import {
  InputError,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  type GithubCredentials,
  type GithubCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import {
  parseSlug,
  type GithubRepository,
} from '../repository/GithubRepository';
import { webUrlOf } from '../repository/webUrlOf';
import { causeOf } from './causeOf';
import { errorOf } from './errorOf';
import { fetchFollowing } from './fetchFollowing';
import { GithubNotConfigured } from './GithubNotConfigured';
import { notTheApi } from './notTheApi';
import { saidIn } from './saidIn';

/** GitHub itself gives up after 10 s, and then says so. */
const defaultTimeoutMs = 15_000;

/** @public */
export interface GithubClientOptions {
  integrations: ScmIntegrationRegistry;
  /** Default: those of the integrations. */
  credentials?: GithubCredentialsProvider;
  /** Of one request. Default: 15 s. */
  timeoutMs?: number;
  /** Default: that of Node. */
  fetch?: typeof fetch;
}

/**
 * What is asked about a repository.
 *
 * @public
 */
export interface GithubRequest {
  /** Default: GET. */
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below `/repos/OWNER/NAME`; empty for the repository itself. */
  path: string;
  body?: object;
  /** Of the last answer: the next one is `unchanged` while that is so, and does not count against the rate limit. */
  etag?: string;
}

/**
 * `json` is what GitHub says, not yet parsed, and nothing when it says nothing (204).
 *
 * @public
 */
export type GithubAnswer =
  | { status: 'unchanged' }
  | { status: 'ok'; json: unknown; etag?: string };

/**
 * Asks GitHub through the integrations of the configuration: Apps and tokens, github.com and GitHub Enterprise.
 *
 * @public
 */
export class GithubClient {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #credentials: GithubCredentialsProvider;
  readonly #timeoutMs: number;
  readonly #fetch: typeof fetch | undefined;

  constructor(options: GithubClientOptions) {
    this.#integrations = options.integrations;
    this.#credentials =
      options.credentials ??
      DefaultGithubCredentialsProvider.fromIntegrations(options.integrations);
    this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    this.#fetch = options.fetch;
  }

  /** As whom the portal comes to this repository; `undefined` where it has no credentials. */
  async connection(
    repository: GithubRepository,
  ): Promise<'app' | 'token' | undefined> {
    const { token, type } = await this.#credentialsFor(repository);
    return token ? type : undefined;
  }

  /**
   * Throws ServiceUnavailableError (not reachable, rate limit, 5xx, not GitHub's API; GithubNotConfigured), AuthenticationError
   * (401), NotAllowedError (403), NotFoundError (404), ConflictError (409) or GithubRefusal (any other 4xx), each with a
   * sentence for people and without the token; InputError for what is not the name of a repository.
   */
  async request(
    repository: GithubRepository,
    { method = 'GET', path, body, etag }: GithubRequest,
  ): Promise<GithubAnswer> {
    const url = `${this.#addressOf(repository)}${path}`;
    const { token } = await this.#credentialsFor(repository);
    const { response, text } = await this.#exchange(repository, url, {
      method,
      headers: headersOf({ body, etag, token }),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (response.status === 304) return { status: 'unchanged' };
    if (!response.ok) {
      // Some proxies show the request in their answer.
      const safe = token ? text.replaceAll(token, '…') : text;
      throw errorOf(response, saidIn(parseJson(safe)), repository);
    }
    const json = parseJson(text);
    if (json === undefined && text !== '') throw notTheApi();
    const newTag = response.headers.get('etag');
    return { status: 'ok', json, ...(newTag ? { etag: newTag } : {}) };
  }

  async #exchange(
    { host }: GithubRepository,
    url: string,
    init: RequestInit,
  ): Promise<{ response: Response; text: string }> {
    const timeoutMs = this.#timeoutMs;
    try {
      const response = await fetchFollowing(this.#fetch ?? fetch, url, {
        ...init,
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { response, text: await response.text() };
    } catch (error) {
      const reason =
        isError(error) && error.name === 'TimeoutError'
          ? `no answer within ${timeoutMs / 1000} s`
          : causeOf(error);
      throw new ServiceUnavailableError(
        `GitHub (${host}) is not reachable: ${reason}`,
      );
    }
  }

  async #credentialsFor(
    repository: GithubRepository,
  ): Promise<GithubCredentials> {
    const { host, owner } = repository;
    this.#addressOf(repository);
    const url = webUrlOf(repository, this.#integrations);
    try {
      return await this.#credentials.getCredentials({ url });
    } catch (error) {
      throw new ServiceUnavailableError(
        `GitHub (${host}) gives the portal's App no token for ${owner}: ${causeOf(
          error,
        )}`,
      );
    }
  }

  #addressOf({ host, owner, name }: GithubRepository): string {
    const url = this.#integrations.github.byHost(host)?.config.apiBaseUrl;
    if (!url) throw new GithubNotConfigured(host);
    const slug = `${owner}/${name}`;
    if (!parseSlug(slug)) {
      throw new InputError(`${slug} is not the name of a repository`);
    }
    return `${url}/repos/${slug}`;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headersOf(request: {
  body?: object;
  etag?: string;
  token?: string;
}): Record<string, string> {
  const { body, etag, token } = request;
  return {
    Accept: 'application/vnd.github+json',
    'X-GitHub-Api-Version': '2022-11-28',
    ...(body ? { 'Content-Type': 'application/json' } : {}),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    ...(etag ? { 'If-None-Match': etag } : {}),
  };
}
