import {
  AuthenticationError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  type GithubCredentials,
  type GithubCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import { z } from 'zod';
import type { GithubRepository } from '../repository/GithubRepository';
import { GithubRefusal } from './GithubRefusal';
import { causeOf } from './causeOf';

const timeoutMs = 10_000;
const bodySchema = z.object({ message: z.string() });

/** What is asked about a repository. */
interface GithubRequest {
  method?: 'GET' | 'POST' | 'PATCH';
  /** Below `/repos/OWNER/NAME`. */
  path: string;
  body?: object;
  etag?: string;
}

/** `json` is what GitHub says, not yet parsed; nothing when it has not changed since the ETag. */
export type GithubAnswer =
  | { status: 'unchanged' }
  | { status: 'ok'; json: unknown; etag?: string };

/** Asks GitHub through the integrations of the configuration: Apps and tokens, github.com and GitHub Enterprise. */
export class GithubClient {
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

  /** As whom the portal comes to this repository; `undefined` where it is connected with no GitHub. */
  async connection(
    repository: GithubRepository,
  ): Promise<'app' | 'token' | undefined> {
    const { token, type } = await this.#credentialsFor(repository);
    return token ? type : undefined;
  }

  async request(
    repository: GithubRepository,
    { method = 'GET', path, body, etag }: GithubRequest,
  ): Promise<GithubAnswer> {
    const { token } = await this.#credentialsFor(repository);
    const { owner, name } = repository;
    const url = `${this.#apiBaseUrl(repository)}/repos/${owner}/${name}${path}`;
    const response = await fetch(url, {
      method,
      headers: {
        Accept: 'application/vnd.github+json',
        'X-GitHub-Api-Version': '2022-11-28',
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(etag ? { 'If-None-Match': etag } : {}),
      },
      signal: AbortSignal.timeout(timeoutMs),
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch(error => {
      throw new ServiceUnavailableError(
        `GitHub (${repository.host}) is not reachable: ${causeOf(error)}`,
      );
    });
    if (response.status === 304) return { status: 'unchanged' };
    const json: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw refusal(response, json, repository);
    const newTag = response.headers.get('etag');
    return { status: 'ok', json, ...(newTag ? { etag: newTag } : {}) };
  }

  async #credentialsFor(
    repository: GithubRepository,
  ): Promise<GithubCredentials> {
    const { host, owner, name } = repository;
    const { protocol } = new URL(this.#apiBaseUrl(repository));
    const url = `${protocol}//${host}/${owner}/${name}`;
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

  #apiBaseUrl({ host }: GithubRepository): string {
    const url = this.#integrations.github.byHost(host)?.config.apiBaseUrl;
    if (url) return url;
    throw new ServiceUnavailableError(
      `There is no GitHub integration for ${host} under integrations.github`,
    );
  }
}

/** Told apart, because some are repeated and some are answered differently. */
function refusal(
  response: Response,
  json: unknown,
  repository: GithubRepository,
): Error {
  const { status } = response;
  const parsed = bodySchema.safeParse(json);
  const said = parsed.success ? parsed.data.message.slice(0, 300) : '';
  const slug = `${repository.owner}/${repository.name}`;
  if (isRateLimit(response, said)) {
    return new ServiceUnavailableError(
      `GitHub limits the number of requests${waitOf(response)}`,
    );
  }
  switch (status) {
    case 401:
      return new AuthenticationError("GitHub refuses the portal's credentials");
    case 403:
      return new NotAllowedError(`GitHub refuses: ${said || 'forbidden'}`);
    case 404:
      return new NotFoundError(
        `GitHub does not know ${slug}, or the portal may not see it`,
      );
    default:
      return status >= 500
        ? new ServiceUnavailableError(`GitHub answered ${status}`)
        : new GithubRefusal(`GitHub answered ${status}: ${said}`);
  }
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function isRateLimit({ headers, status }: Response, said: string): boolean {
  if (status === 429) return true;
  return (
    status === 403 &&
    (headers.has('retry-after') ||
      headers.get('x-ratelimit-remaining') === '0' ||
      /rate limit/i.test(said))
  );
}

function waitOf({ headers }: Response): string {
  const seconds = Number(headers.get('retry-after'));
  if (Number.isFinite(seconds) && seconds > 0) {
    return `; it wants to be left alone for ${seconds} s`;
  }
  const reset = Number(headers.get('x-ratelimit-reset'));
  return Number.isSafeInteger(reset) && reset > 0
    ? ` until ${new Date(reset * 1000).toISOString()}`
    : '';
}
