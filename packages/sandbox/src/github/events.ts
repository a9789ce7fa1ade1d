import { IssueRecord, PullDetails } from './state/github-state';
import { Repository } from './repository';

export const zeroSha = '0'.repeat(40);

/** A ref moved, by `git push`, by the API or by the sandbox itself. */
export interface PushEvent {
  owner: string;
  repo: string;
  /** Full ref, e.g. `refs/heads/main`. */
  ref: string;
  /** All zeros when the ref is new. */
  before: string;
  /** All zeros when the ref was deleted. */
  after: string;
  pusher: string;
}

export type PullRequest = IssueRecord & { pull: PullDetails };

export interface PullRequestEvent {
  action: 'opened' | 'synchronize' | 'closed' | 'reopened';
  repository: Repository;
  pullRequest: PullRequest;
  actor: string;
}

export interface DispatchEvent {
  repository: Repository;
  workflowPath: string;
  ref: string;
  inputs: Record<string, string>;
  actor: string;
}

/** Listeners of one kind of event. A listener that throws does not stop the others. */
export class Channel<T> {
  readonly #listeners = new Set<(event: T) => void>();

  constructor(private readonly onError: (error: unknown) => void) {}

  subscribe(listener: (event: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(event: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}

/** Tells pull requests from issues. */
export function isPullRequest(issue: IssueRecord): issue is PullRequest {
  return issue.pull !== undefined;
}
