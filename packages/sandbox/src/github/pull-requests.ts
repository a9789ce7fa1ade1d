import {
  Channel,
  isPullRequest,
  PullRequest,
  PullRequestEvent,
  PushEvent,
} from './events';
import { GithubError } from './http/github-error';
import { Repositories } from './repositories';
import { Repository } from './repository';
import { IssueRecord } from './state/github-state';
import { Account } from './accounts';
import { GitPerson } from './git/run-git';

export interface NewPullRequest {
  title: string;
  body: string;
  /** `branch` or `owner:branch`. */
  head: string;
  base: string;
  draft: boolean;
}

export type Mergeability =
  | { mergeable: true; tree: string }
  | { mergeable: false; reason: string };

export interface PullRequestsOptions {
  repositories: Repositories;
  events: Channel<PullRequestEvent>;
  touch: () => void;
  nextId: () => number;
  now: () => Date;
  /** Why a commit may not be merged into a branch yet. */
  missingChecks: (
    repository: Repository,
    branch: string,
    sha: string,
  ) => string | undefined;
}

interface MergeOptions {
  method?: string;
  title?: string;
  message?: string;
  /** Refuse when the head is another commit. */
  sha?: string;
}

function mergeMessage(
  repository: Repository,
  { number, pull, title }: PullRequest,
  options: MergeOptions,
): { isSquash: boolean; message: string } {
  const isSquash = options.method === 'squash';
  const first = isSquash
    ? `${title} (#${number})`
    : `Merge pull request #${number} from ${repository.record.owner}/${pull.head}`;
  return {
    isSquash,
    message: `${options.title ?? first}\n\n${options.message ?? title}`,
  };
}

/** Opens, follows and merges pull requests. */
export class PullRequests {
  constructor(private readonly options: PullRequestsOptions) {}

  list(repository: Repository): PullRequest[] {
    return repository.record.issues.filter(isPullRequest);
  }

  find(repository: Repository, number: number): PullRequest {
    const pull = this.list(repository).find(each => each.number === number);
    if (!pull) throw GithubError.notFound();
    return pull;
  }

  /** Adds an issue (or what becomes a pull request). */
  addIssue(
    repository: Repository,
    author: string,
    details: Pick<IssueRecord, 'title' | 'body' | 'labels' | 'assignees'>,
  ): IssueRecord {
    const { record } = repository;
    record.lastIssueNumber += 1;
    const at = this.options.now().toISOString();
    const issue: IssueRecord = {
      id: this.options.nextId(),
      number: record.lastIssueNumber,
      author,
      state: 'open',
      createdAt: at,
      updatedAt: at,
      comments: [],
      ...details,
    };
    record.issues.push(issue);
    this.options.touch();
    return issue;
  }

  async open(
    repository: Repository,
    author: string,
    request: NewPullRequest,
  ): Promise<PullRequest> {
    const { record, reader } = repository;
    const [prefix, branch] = request.head.includes(':')
      ? request.head.split(':', 2)
      : [record.owner, request.head];
    if (prefix.toLowerCase() !== record.owner.toLowerCase()) {
      throw GithubError.invalid('PullRequest', 'head', 'invalid');
    }
    const headSha = await reader.resolve(`heads/${branch}`);
    if (!headSha) throw GithubError.invalid('PullRequest', 'head', 'invalid');
    const baseSha = await reader.resolve(`heads/${request.base}`);
    if (!baseSha) throw GithubError.invalid('PullRequest', 'base', 'invalid');
    const reject = (message: string) => {
      throw new GithubError(422, 'Validation Failed', [
        { resource: 'PullRequest', code: 'custom', message },
      ]);
    };
    if (this.#openFor(repository, branch, request.base)) {
      reject(`A pull request already exists for ${record.owner}:${branch}.`);
    }
    if ((await reader.count(`${baseSha}..${headSha}`)) === 0) {
      reject(`No commits between ${request.base} and ${branch}`);
    }
    const issue = this.addIssue(repository, author, {
      title: request.title,
      body: request.body,
      labels: [],
      assignees: [],
    });
    const pullRequest: PullRequest = Object.assign(issue, {
      pull: {
        head: branch,
        base: request.base,
        draft: request.draft,
        headSha,
        baseSha,
        requestedReviewers: [],
        requestedTeams: [],
      },
    });
    this.options.events.publish({
      action: 'opened',
      repository,
      pullRequest,
      actor: author,
    });
    return pullRequest;
  }

  async mergeability(
    repository: Repository,
    pullRequest: PullRequest,
  ): Promise<Mergeability> {
    const { headSha, baseSha } = pullRequest.pull;
    const result = await repository.writer.merge(baseSha, headSha);
    return 'tree' in result
      ? { mergeable: true, tree: result.tree }
      : { mergeable: false, reason: result.conflicts };
  }

  /** Makes the merge commit and closes the pull request. */
  async merge(
    repository: Repository,
    pullRequest: PullRequest,
    actor: Account,
    options: MergeOptions = {},
  ): Promise<string> {
    const { pull } = pullRequest;
    if (pullRequest.state !== 'open' || pull.draft) {
      throw new GithubError(405, 'Pull Request is not mergeable');
    }
    const person: GitPerson = { name: actor.name, email: actor.email };
    const merged = await this.options.repositories.change(
      repository,
      actor.login,
      async () => {
        // Somebody may have closed it while this waited for its turn.
        if (pullRequest.state !== 'open')
          throw new GithubError(405, 'Pull Request is not mergeable');
        const base = await repository.reader.resolve(`heads/${pull.base}`);
        const head = await repository.reader.resolve(`heads/${pull.head}`);
        if (!base || !head)
          throw new GithubError(405, 'Pull Request is not mergeable');
        if (options.sha && options.sha !== head) {
          throw new GithubError(
            409,
            'Head branch was modified. Review and try the merge again.',
          );
        }
        const missing = this.options.missingChecks(repository, pull.base, head);
        if (missing) throw new GithubError(405, missing);
        const result = await repository.writer.merge(base, head);
        if (!('tree' in result))
          throw new GithubError(405, 'Pull Request is not mergeable');
        const { isSquash, message } = mergeMessage(
          repository,
          pullRequest,
          options,
        );
        const date = this.options.now().toISOString();
        const commit = await repository.writer.writeCommit({
          tree: result.tree,
          parents: isSquash ? [base] : [base, head],
          message,
          author: { ...person, date },
        });
        await repository.writer.updateRef(
          `refs/heads/${pull.base}`,
          commit,
          base,
        );
        pullRequest.state = 'closed';
        Object.assign(pull, {
          mergedAt: this.options.now().toISOString(),
          mergedBy: actor.login,
          mergeCommitSha: commit,
          // What was merged, not where the branches went by merging it.
          headSha: head,
          baseSha: base,
        });
        return commit;
      },
    );
    this.close(repository, pullRequest, actor.login);
    return merged;
  }

  close(repository: Repository, pullRequest: PullRequest, actor: string): void {
    pullRequest.state = 'closed';
    pullRequest.closedAt = this.options.now().toISOString();
    pullRequest.updatedAt = pullRequest.closedAt;
    this.options.touch();
    this.options.events.publish({
      action: 'closed',
      repository,
      pullRequest,
      actor,
    });
  }

  comment(issue: IssueRecord, author: string, body: string) {
    const comment = {
      id: this.options.nextId(),
      author,
      body,
      createdAt: this.options.now().toISOString(),
    };
    issue.comments.push(comment);
    issue.updatedAt = comment.createdAt;
    this.options.touch();
    return comment;
  }

  /** Keeps open pull requests at the tips of their branches. */
  onPush(push: PushEvent): void {
    const repository = this.options.repositories.find(push.owner, push.repo);
    if (!repository || /^0+$/.test(push.after)) return;
    const branch = push.ref.replace('refs/heads/', '');
    for (const pullRequest of this.list(repository).filter(
      each => each.state === 'open',
    )) {
      if (pullRequest.pull.base === branch)
        pullRequest.pull.baseSha = push.after;
      if (
        pullRequest.pull.head === branch &&
        pullRequest.pull.headSha !== push.after
      ) {
        pullRequest.pull.headSha = push.after;
        pullRequest.updatedAt = this.options.now().toISOString();
        this.options.events.publish({
          action: 'synchronize',
          repository,
          pullRequest,
          actor: push.pusher,
        });
      }
    }
    this.options.touch();
  }

  #openFor(
    repository: Repository,
    head: string,
    base: string,
  ): PullRequest | undefined {
    return this.list(repository).find(
      each =>
        each.state === 'open' &&
        each.pull.head === head &&
        each.pull.base === base,
    );
  }
}
