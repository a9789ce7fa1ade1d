import {
  GithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
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

/** One file of one branch of one repository, through GitHub's contents API. */
export class GithubContents {
  constructor(
    private readonly options: {
      integrations: ScmIntegrationRegistry;
      credentials: GithubCredentialsProvider;
      repoUrl: string;
      branch: string;
      timeoutMs?: number;
    },
  ) {}

  /** The text at a commit; `undefined` when there was no such file, or no such commit. */
  async readAt(path: string, ref: string): Promise<string | undefined> {
    const response = await this.#get(path, ref);
    return response.status === 404
      ? undefined
      : (await this.#file(response, path)).text;
  }

  async read(path: string): Promise<GithubFile> {
    return this.#file(await this.#get(path, this.options.branch), path);
  }

  async #get(path: string, ref: string): Promise<Response> {
    const query = new URLSearchParams({ ref });
    return this.#request('GET', `/contents/${encodePath(path)}?${query}`);
  }

  async #file(response: Response, path: string): Promise<GithubFile> {
    const file = parseAnswer(fileSchema, await this.#json(response, path));
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
    const response = await this.#request(
      'PUT',
      `/contents/${encodePath(path)}`,
      {
        message,
        content: Buffer.from(text, 'utf8').toString('base64'),
        sha: readSha,
        branch: this.options.branch,
      },
    );
    if (response.status === 409 || response.status === 422) {
      const reason = await reasonOf(response);
      throw new WriteRefusedError(
        `GitHub refused to write ${path}: ${reason}`,
        response.status,
      );
    }
    const { commit } = parseAnswer(
      writtenSchema,
      await this.#json(response, path),
    );
    return { sha: commit.sha, url: commit.html_url };
  }

  /** Newest first. */
  async commits(path: string, since: Date): Promise<GithubCommit[]> {
    const query = new URLSearchParams({
      sha: this.options.branch,
      path,
      since: since.toISOString(),
      per_page: '100',
    });
    const response = await this.#request('GET', `/commits?${query}`);
    const commits = parseAnswer(
      commitsSchema,
      await this.#json(response, path),
    );
    return commits.map(item => ({
      sha: item.sha,
      url: item.html_url,
      message: item.commit.message,
    }));
  }

  async #request(
    method: string,
    resource: string,
    body?: object,
  ): Promise<Response> {
    const { repoUrl, timeoutMs = 15_000 } = this.options;
    const integration = this.options.integrations.github.byUrl(repoUrl);
    if (!integration?.config.apiBaseUrl) {
      throw new TerminalError(
        `No GitHub integration is configured for ${new URL(repoUrl).host}`,
      );
    }
    try {
      const { headers } = await this.options.credentials.getCredentials({
        url: repoUrl,
      });
      return await fetch(
        `${integration.config.apiBaseUrl}/repos/${repositoryOf(
          repoUrl,
        )}${resource}`,
        {
          method,
          headers: {
            Accept: 'application/vnd.github+json',
            'X-GitHub-Api-Version': '2022-11-28',
            ...(body ? { 'Content-Type': 'application/json' } : {}),
            ...headers,
          },
          signal: AbortSignal.timeout(timeoutMs),
          ...(body ? { body: JSON.stringify(body) } : {}),
        },
      );
    } catch (error) {
      throw new RetryableError(`GitHub does not answer (${String(error)})`);
    }
  }

  async #json(response: Response, path: string): Promise<unknown> {
    if (response.ok) return response.json();
    const { status } = response;
    if (isRateLimited(response)) {
      throw new RetryableError('GitHub limits the number of requests');
    }
    if (status >= 500) throw new RetryableError(`GitHub answered ${status}`);
    throw new TerminalError(await this.#refusal(response, path));
  }

  async #refusal(response: Response, path: string): Promise<string> {
    const { status } = response;
    switch (status) {
      case 401:
        return "GitHub refused the portal's credentials";
      case 403:
        return `The portal may not change ${path} on GitHub: ${await reasonOf(
          response,
        )}`;
      case 404:
        return `${path} does not exist in ${repositoryOf(
          this.options.repoUrl,
        )}`;
      default:
        return `GitHub answered ${status}: ${await reasonOf(response)}`;
    }
  }
}

/** `owner/name` of a repository's web or clone address. */
export function repositoryOf(repoUrl: string): string {
  const [owner, name] = new URL(repoUrl).pathname.split('/').filter(Boolean);
  if (!owner || !name)
    throw new TerminalError(`${repoUrl} is not the address of a repository`);
  return `${owner}/${name.replace(/\.git$/, '')}`;
}

/** GitHub's own sentence, kept short. */
async function reasonOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = z.object({ message: z.string() }).safeParse(body);
  return parsed.success
    ? parsed.data.message.slice(0, 200)
    : response.statusText;
}

function parseAnswer<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new TerminalError('GitHub answered something that is not a file');
  }
  return parsed.data;
}

function isRateLimited({ status, headers }: Response): boolean {
  return (
    status === 429 ||
    (status === 403 &&
      (headers.has('retry-after') ||
        headers.get('x-ratelimit-remaining') === '0'))
  );
}
