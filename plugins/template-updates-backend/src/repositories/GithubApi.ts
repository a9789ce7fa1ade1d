import {
  DefaultGithubCredentialsProvider,
  type GithubCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { z } from 'zod';

/** Requests to the GitHub that a repository lives on, with the credentials of `integrations.github`. */
export class GithubApi {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #credentials: GithubCredentialsProvider;
  readonly #fetch: typeof fetch;

  constructor(options: {
    integrations: ScmIntegrationRegistry;
    fetch?: typeof fetch;
  }) {
    this.#integrations = options.integrations;
    this.#credentials = DefaultGithubCredentialsProvider.fromIntegrations(
      options.integrations,
    );
    this.#fetch = options.fetch ?? fetch;
  }

  /** The parsed answer; `undefined` when there is no such thing. */
  async find<T>(
    repoUrl: string,
    resource: string,
    schema: z.ZodType<T>,
  ): Promise<T | undefined> {
    const response = await this.#send('GET', repoUrl, resource);
    if (response.status === 404) return undefined;
    return schema.parse(await readJson(response, repoUrl));
  }

  async get<T>(
    repoUrl: string,
    resource: string,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const found = await this.find(repoUrl, resource, schema);
    if (found === undefined) {
      throw new NotFoundError(
        `${repoUrl}${resource} does not exist, or the portal may not see it`,
      );
    }
    return found;
  }

  async write<T>(
    method: 'POST' | 'PATCH',
    repoUrl: string,
    resource: string,
    body: object,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const response = await this.#send(method, repoUrl, resource, body);
    return schema.parse(await readJson(response, repoUrl));
  }

  async #send(
    method: string,
    repoUrl: string,
    resource: string,
    body?: object,
  ): Promise<Response> {
    const apiBaseUrl =
      this.#integrations.github.byUrl(repoUrl)?.config.apiBaseUrl;
    if (!apiBaseUrl) {
      throw new NotFoundError(
        `No GitHub integration is configured for ${repoUrl}`,
      );
    }
    const { headers } = await this.#credentials.getCredentials({
      url: repoUrl,
    });
    const slug = new URL(repoUrl).pathname.split('/').slice(1, 3).join('/');
    try {
      return await this.#fetch(`${apiBaseUrl}/repos/${slug}${resource}`, {
        method,
        headers: {
          Accept: 'application/vnd.github+json',
          'X-GitHub-Api-Version': '2022-11-28',
          ...(body ? { 'Content-Type': 'application/json' } : {}),
          ...headers,
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(30_000),
      });
    } catch (error) {
      throw new ServiceUnavailableError('GitHub does not answer', error);
    }
  }
}

async function readJson(response: Response, repoUrl: string): Promise<unknown> {
  if (response.ok) return response.json();
  const { status } = response;
  const text = (await response.text()).slice(0, 300);
  const message = `GitHub answered ${status} for ${repoUrl}: ${text}`;
  if (status === 401 || status === 403) throw new NotAllowedError(message);
  if (status === 404) throw new NotFoundError(message);
  if (status === 409 || status === 422) throw new ConflictError(message);
  throw new ServiceUnavailableError(message);
}
