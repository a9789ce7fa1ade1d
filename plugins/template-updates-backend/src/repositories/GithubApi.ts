import {
  AuthenticationError,
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  GithubClient,
  githubFailureOf,
  GithubNotConfigured,
  GithubRefusal,
  parseAnswer,
  repositoryAt,
  type GithubAnswer,
  type GithubRequest,
} from '@heal7/github-client';
import type { z } from 'zod';

/** Whole files are sent. */
const timeoutMs = 30_000;

/** Requests to the GitHub that a repository lives on, by its web address. Its errors can be answered to a person as they are. */
export class GithubApi {
  readonly #client: GithubClient;

  constructor(options: {
    integrations: ScmIntegrationRegistry;
    fetch?: typeof fetch;
  }) {
    this.#client = new GithubClient({ ...options, timeoutMs });
  }

  /** The parsed answer; `undefined` when there is no such thing. */
  async find<T>(
    repoUrl: string,
    resource: string,
    schema: z.ZodType<T>,
  ): Promise<T | undefined> {
    try {
      const answer = await this.#request(repoUrl, { path: resource });
      return parseAnswer(schema, answer);
    } catch (error) {
      if (githubFailureOf(error)?.status === 404) return undefined;
      throw error;
    }
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
    const answer = await this.#request(repoUrl, {
      method,
      path: resource,
      body,
    });
    return parseAnswer(schema, answer);
  }

  async #request(
    repoUrl: string,
    request: GithubRequest,
  ): Promise<GithubAnswer> {
    const repository = repositoryAt(repoUrl);
    if (!repository) {
      throw new NotFoundError(`${repoUrl} is not the address of a repository`);
    }
    try {
      return await this.#client.request(repository, request);
    } catch (error) {
      throw ownError(error, repoUrl);
    }
  }
}

/** What the portal answers its own caller: 401 would make the browser sign in again. */
function ownError(error: unknown, repoUrl: string): unknown {
  if (error instanceof GithubNotConfigured) {
    return new NotFoundError(error.message);
  }
  const status = githubFailureOf(error)?.status;
  if (status === undefined || !(error instanceof Error)) return error;
  const message = `${error.message} (${repoUrl})`;
  if (
    error instanceof AuthenticationError ||
    error instanceof NotAllowedError
  ) {
    return new NotAllowedError(message);
  }
  if (status === 409 || status === 422) return new ConflictError(message);
  return error instanceof GithubRefusal
    ? new ServiceUnavailableError(message)
    : error;
}
