import { LoggerService } from '@backstage/backend-plugin-api';
import {
  CommitFact,
  isSameCommit,
} from '@heal7/backstage-plugin-delivery-common';
import {
  RepositoryFacts,
  RepositoryStore,
  StoredRepository,
} from '../../store/repository-store';
import { GithubSource } from './github-source';
import { messageOf } from '../../errors/message-of';

/** For how long after the last look a repository is kept fresh. */
const interestMs = 10 * 60_000;
const batchSize = 10;
const commitsPerRefresh = 10;
const keptCommits = 200;

/**
 * Keeps the CI runs and commits of the services that people have open. The cost for GitHub depends on the number of those
 * services, not on the number of viewers.
 */
export class RepositoryRefresher {
  readonly #store: RepositoryStore;
  readonly #github: GithubSource;
  readonly #refreshMs: number;
  readonly #clock: () => Date;
  readonly #logger: LoggerService;
  readonly #wantedCommits: (repository: string) => Promise<string[]>;
  readonly #onChange: (repository: string) => void;

  constructor(options: {
    store: RepositoryStore;
    github: GithubSource;
    refreshMs: number;
    clock: () => Date;
    logger: LoggerService;
    /** Commits of deployed versions, which may be older than the newest runs. */
    wantedCommits: (repository: string) => Promise<string[]>;
    onChange: (repository: string) => void;
  }) {
    this.#store = options.store;
    this.#github = options.github;
    this.#refreshMs = options.refreshMs;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#wantedCommits = options.wantedCommits;
    this.#onChange = options.onChange;
  }

  /** Refreshes what is due; what another replica claims is left to it. */
  async tick(): Promise<void> {
    const now = this.#clock();
    const due = await this.#store.claimDue({
      now,
      requestedAfter: new Date(now.getTime() - interestMs),
      refreshedBefore: new Date(now.getTime() - this.#refreshMs),
      limit: batchSize,
    });
    await Promise.all(due.map(repository => this.#refresh(repository)));
  }

  async #refresh({ repository, facts }: StoredRepository): Promise<void> {
    let changed: boolean;
    try {
      const next = await this.#read(repository, facts);
      changed = await this.#store.save(repository, next, this.#clock());
    } catch (error) {
      const reason = messageOf(error);
      this.#logger.warn(`${repository} could not be read: ${reason}`);
      changed = await this.#store.fail(repository, reason, this.#clock());
    }
    if (changed) {
      this.#onChange(repository);
    }
  }

  async #read(
    repository: string,
    facts: RepositoryFacts,
  ): Promise<RepositoryFacts> {
    const answer = await this.#github.runs(repository, facts.runsEtag);
    const runs = answer?.runs ?? facts.runs;
    const runsEtag = answer ? answer.etag : facts.runsEtag;
    const wanted = await this.#wantedCommits(repository);
    const missing = [
      ...new Set([...wanted, ...runs.map(({ commit }) => commit)]),
    ]
      .filter(
        commit => !facts.commits.some(({ sha }) => isSameCommit(sha, commit)),
      )
      .filter(commit => !facts.unknownCommits.includes(commit))
      .slice(0, commitsPerRefresh);
    const found: CommitFact[] = [];
    const unknown: string[] = [];
    for (const commit of missing) {
      const fact = await this.#github.commit(repository, commit);
      if (fact) {
        found.push(fact);
      } else {
        unknown.push(commit);
      }
    }
    return {
      runs,
      commits: [...found, ...facts.commits].slice(0, keptCommits),
      ...(runsEtag ? { runsEtag } : {}),
      unknownCommits: [...unknown, ...facts.unknownCommits].slice(
        0,
        keptCommits,
      ),
    };
  }
}
