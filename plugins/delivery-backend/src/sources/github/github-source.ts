import { NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { CiRunFact, CommitFact } from '@heal7/backstage-plugin-delivery-common';
import {
  GithubAnswer,
  GithubClient,
  githubFailureOf,
} from '@heal7/github-client';
import { isJsonObject } from '../../json/read-json';
import { parseCommit, parseRuns } from './parse-runs';
import { parseRepositoryId, RepositoryId } from './repository-id';

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

const runsPerPage = 30;

/** Reads CI runs and commits. */
export class DefaultGithubSource implements GithubSource {
  constructor(private readonly client: GithubClient) {}

  async runs(repository: RepositoryId, etag?: string) {
    const answer = await this.client.request(parseRepositoryId(repository), {
      path: `/actions/runs?per_page=${runsPerPage}`,
      ...(etag ? { etag } : {}),
    });
    if (answer.status === 'unchanged') {
      return undefined;
    }
    return {
      runs: parseRuns(objectIn(answer)),
      ...(answer.etag ? { etag: answer.etag } : {}),
    };
  }

  async commit(
    repository: RepositoryId,
    sha: string,
  ): Promise<CommitFact | undefined> {
    try {
      const answer = await this.client.request(parseRepositoryId(repository), {
        path: `/commits/${encodeURIComponent(sha)}`,
      });
      return parseCommit(objectIn(answer));
    } catch (error) {
      // 422 = "No commit found for SHA".
      if (
        error instanceof NotFoundError ||
        githubFailureOf(error)?.status === 422
      ) {
        return undefined;
      }
      throw error;
    }
  }
}

function objectIn(answer: GithubAnswer): JsonObject | undefined {
  return answer.status === 'ok' && isJsonObject(answer.json)
    ? answer.json
    : undefined;
}
