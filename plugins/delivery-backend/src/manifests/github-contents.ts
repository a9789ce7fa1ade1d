import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  GithubAnswer,
  GithubClient,
  githubFailureOf,
  GithubNotConfigured,
  GithubRepository,
  GithubRequest,
  parseAnswer,
  repositoryAt,
} from '@heal7/github-client';
import { z } from 'zod';
import { RetryableError, TerminalError } from '../rollback/effect-errors';

const fileSchema = z.object({
  type: z.literal('file'),
  sha: z.string(),
  encoding: z.literal('base64'),
  content: z.string(),
});
const writtenSchema = z.object({
  commit: z.object({ sha: z.string(), html_url: z.string().optional() }),
});
const commitsSchema = z.array(
  z.object({
    sha: z.string(),
    html_url: z.string().optional(),
    commit: z.object({ message: z.string() }),
  }),
);

export interface GithubFile {
  text: string;
  /** Blob SHA: the precondition of a write. */
  sha: string;
}

export interface GithubCommit {
  sha: string;
  url?: string;
  message: string;
}

/** The blob or the branch has changed since it was read, or a rule of the branch forbids the write. */
export class WriteRefusedError extends Error {
  override name = 'WriteRefusedError';

  constructor(
    message: string,
    /** 409 may be a race; 422 on an unchanged blob is not. */
    readonly status: 409 | 422,
  ) {
    super(message);
  }
}

const encodePath = (path: string): string =>
  path.split('/').filter(Boolean).map(encodeURIComponent).join('/');

/** One file of one branch of one repository, through GitHub's contents API. Its errors say whether to try again. */
export class GithubContents {
  constructor(
    private readonly options: {
      client: GithubClient;
      repoUrl: string;
      branch: string;
    },
  ) {}

  /** The text at a commit; `undefined` when there was no such file, or no such commit. */
  async readAt(path: string, ref: string): Promise<string | undefined> {
    try {
      return (await this.#file(path, ref)).text;
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw this.#effectError(error, path);
    }
  }

  async read(path: string): Promise<GithubFile> {
    try {
      return await this.#file(path, this.options.branch);
    } catch (error) {
      throw this.#effectError(error, path);
    }
  }

  async #file(path: string, ref: string): Promise<GithubFile> {
    const query = new URLSearchParams({ ref });
    const answer = await this.#request({
      path: `/contents/${encodePath(path)}?${query}`,
    });
    const file = parseFile(fileSchema, answer);
    return {
      text: Buffer.from(file.content, 'base64').toString('utf8'),
      sha: file.sha,
    };
  }

  /** Throws a WriteRefusedError when the file is no longer the one that was read. */
  async write(
    path: string,
    text: string,
    readSha: string,
    message: string,
  ): Promise<{ sha: string; url?: string }> {
    try {
      const answer = await this.#request({
        method: 'PUT',
        path: `/contents/${encodePath(path)}`,
        body: {
          message,
          content: Buffer.from(text, 'utf8').toString('base64'),
          sha: readSha,
          branch: this.options.branch,
        },
      });
      const { commit } = parseFile(writtenSchema, answer);
      return { sha: commit.sha, url: commit.html_url };
    } catch (error) {
      const { status, said } = githubFailureOf(error) ?? {};
      if (status === 409 || status === 422) {
        throw new WriteRefusedError(
          `GitHub refused to write ${path}: ${said || status}`,
          status,
        );
      }
      throw this.#effectError(error, path);
    }
  }

  /** Newest first. */
  async commits(path: string, since: Date): Promise<GithubCommit[]> {
    const query = new URLSearchParams({
      sha: this.options.branch,
      path,
      since: since.toISOString(),
      per_page: '100',
    });
    try {
      const answer = await this.#request({ path: `/commits?${query}` });
      return parseFile(commitsSchema, answer).map(item => ({
        sha: item.sha,
        url: item.html_url,
        message: item.commit.message,
      }));
    } catch (error) {
      throw this.#effectError(error, path);
    }
  }

  async #request(request: GithubRequest): Promise<GithubAnswer> {
    return this.options.client.request(this.#repository(), request);
  }

  #repository(): GithubRepository {
    const { repoUrl } = this.options;
    const repository = repositoryAt(repoUrl);
    if (repository) return repository;
    throw new TerminalError(`${repoUrl} is not the address of a repository`);
  }

  /** Whether GitHub may think better of it; what it says about a repository, said about the file. */
  #effectError(error: unknown, path: string): unknown {
    const failure = githubFailureOf(error);
    if (error instanceof GithubNotConfigured) {
      return new TerminalError(error.message);
    }
    if (error instanceof ServiceUnavailableError) {
      return new RetryableError(error.message);
    }
    if (error instanceof NotAllowedError) {
      return new TerminalError(
        `The portal may not change ${path} on GitHub: ${failure?.said}`,
      );
    }
    if (error instanceof NotFoundError) {
      const { owner, name } = this.#repository();
      return new TerminalError(`${path} does not exist in ${owner}/${name}`);
    }
    return failure && error instanceof Error
      ? new TerminalError(error.message)
      : error;
  }
}

function parseFile<T>(schema: z.ZodType<T>, answer: GithubAnswer): T {
  try {
    return parseAnswer(schema, answer);
  } catch {
    throw new TerminalError('GitHub answered something that is not a file');
  }
}
