import { Account } from './accounts';
import { PullRequestEvent } from './events';
import { GithubError } from './http/github-error';
import { PullRequests } from './pull-requests';

export interface PullRequestBotOptions {
  pullRequests: PullRequests;
  actor: Account;
  /** Repositories it works in, `owner/name`. */
  repositories: string[];
  /** Logins whose pull requests it merges; `undefined` = everybody's. */
  authors?: string[];
  delayMs: number;
  log: (message: string) => void;
}

/** Merges pull requests to the manifests repository after a short delay, as the platform team's automation would. */
export class PullRequestBot {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly options: PullRequestBotOptions) {}

  onEvent(event: PullRequestEvent): void {
    const { repository, pullRequest, action } = event;
    const { repositories, authors, delayMs } = this.options;
    if (action === 'closed' || !repositories.includes(repository.fullName))
      return;
    if (
      pullRequest.pull.draft ||
      (authors && !authors.includes(pullRequest.author))
    )
      return;
    const key = `${repository.fullName}#${pullRequest.number}`;
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        this.#merge(event).catch((error: unknown) =>
          this.options.log(`merge of ${key} failed: ${error}`),
        );
      }, delayMs),
    );
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  async #merge({ repository, pullRequest }: PullRequestEvent): Promise<void> {
    if (pullRequest.state !== 'open') return;
    const { pullRequests, actor } = this.options;
    const verdict = await pullRequests.mergeability(repository, pullRequest);
    if (!verdict.mergeable) {
      const body = `This pull request cannot be merged automatically, so it stays open.\n\n${verdict.reason}`;
      if (
        pullRequest.comments[pullRequest.comments.length - 1]?.body !== body
      ) {
        pullRequests.comment(pullRequest, actor.login, body);
      }
      return;
    }
    try {
      await pullRequests.merge(repository, pullRequest, actor);
    } catch (error) {
      if (!(error instanceof GithubError)) throw error;
      pullRequests.comment(
        pullRequest,
        actor.login,
        `Not merged: ${error.message}`,
      );
    }
  }
}
