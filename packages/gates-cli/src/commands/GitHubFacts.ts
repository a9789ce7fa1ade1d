import { UsageError } from '../config/GatesConfig';
import { networkReason } from './networkReason';
import { retry } from './retry';

/** Which repository and run, and how to ask for them. */
export interface GitHubFactsOptions {
  apiUrl: string;
  /** `owner/name` */
  repository: string;
  token: string;
  fetch: typeof fetch;
  sleep(milliseconds: number): Promise<void>;
}

type JsonObject = Record<string, unknown>;

const pageSize = 100;
/** A run of more jobs, or a repository without a merged update among so many pull requests, is told as far as this. */
const mostPages = 10;
const mostPullPages = 3;

/** Accounts that send dependency updates; the parser of the report knows them by name. */
const updaters = /dependabot|renovate/i;

/** A passing trouble of GitHub. */
class TemporaryError extends UsageError {}

/** Asks GitHub's REST API for what the gate wants to know of a CI run, in the form in which the API gives it. */
export class GitHubFacts {
  readonly #options: GitHubFactsOptions;

  constructor(options: GitHubFactsOptions) {
    this.#options = options;
  }

  /** All jobs of the newest attempt: https://docs.github.com/en/rest/actions/workflow-jobs */
  async jobs(runId: string): Promise<JsonObject> {
    const jobs: unknown[] = [];
    let total: unknown;
    for (let page = 1; page <= mostPages; page += 1) {
      const answer = await this.#get(
        `actions/runs/${encodeURIComponent(
          runId,
        )}/jobs?filter=latest&per_page=${pageSize}&page=${page}`,
      );
      if (!isObject(answer) || !Array.isArray(answer.jobs)) {
        throw new UsageError("GitHub's answer holds no list of jobs.");
      }
      jobs.push(...answer.jobs);
      total = answer.total_count;
      if (answer.jobs.length < pageSize) break;
    }
    // GitHub's own total: a list that was cut must not look whole.
    return { total_count: total, jobs };
  }

  /**
   * The closed pull requests among which the newest merged update is; further back nobody looks:
   * https://docs.github.com/en/rest/pulls/pulls. Where there is none, the answer of a search that found nothing, because an
   * empty list could be anything.
   */
  async pulls(): Promise<JsonObject[] | JsonObject> {
    const pulls: JsonObject[] = [];
    for (let page = 1; page <= mostPullPages; page += 1) {
      const answer = await this.#get(
        `pulls?state=closed&sort=updated&direction=desc&per_page=${pageSize}&page=${page}`,
      );
      if (!Array.isArray(answer)) {
        throw new UsageError("GitHub's answer is no list of pull requests.");
      }
      pulls.push(...answer.filter(isObject));
      if (answer.length < pageSize || pulls.some(isMergedUpdate)) break;
    }
    return pulls.length > 0
      ? pulls
      : { total_count: 0, incomplete_results: false, items: [] };
  }

  #get(path: string): Promise<unknown> {
    return retry(() => this.#getOnce(path), {
      attempts: 3,
      firstDelay: 1_000,
      sleep: this.#options.sleep,
      isTemporary: error => error instanceof TemporaryError,
      onRetry: () => {},
    });
  }

  async #getOnce(path: string): Promise<unknown> {
    const { apiUrl, repository, token } = this.#options;
    let response: Response;
    try {
      response = await this.#options.fetch(
        `${apiUrl}/repos/${repository}/${path}`,
        {
          headers: {
            accept: 'application/vnd.github+json',
            authorization: `Bearer ${token}`,
            'x-github-api-version': '2022-11-28',
            'user-agent': 'heal7-gates',
          },
          signal: AbortSignal.timeout(30_000),
        },
      );
    } catch (error) {
      throw new TemporaryError(
        `GitHub at ${apiUrl} cannot be reached (${networkReason(error)}).`,
      );
    }
    if (!response.ok) throw refusal(response, repository);
    return response.json().catch(() => {
      throw new UsageError(`The answer of ${apiUrl} is not JSON.`);
    });
  }
}

function refusal(response: Response, repository: string): UsageError {
  const { status, headers } = response;
  if (status === 401) {
    return new UsageError('GitHub does not accept the token in GITHUB_TOKEN.');
  }
  if (status === 429 || headers.get('x-ratelimit-remaining') === '0') {
    return new UsageError('The rate limit of GitHub is used up.');
  }
  if (status === 403 || status === 404) {
    return new UsageError(
      `GitHub does not show this of ${repository} to the token in GITHUB_TOKEN (status ${status}); the job needs "permissions: actions: read, pull-requests: read".`,
    );
  }
  const Failure = status >= 500 ? TemporaryError : UsageError;
  return new Failure(`GitHub answers with status ${status}.`);
}

function isMergedUpdate(pull: JsonObject): boolean {
  const { user } = pull;
  return (
    typeof pull.merged_at === 'string' &&
    isObject(user) &&
    typeof user.login === 'string' &&
    updaters.test(user.login)
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
