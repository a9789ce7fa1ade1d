import { CiRunFact, CommitFact } from '@heal7/backstage-plugin-delivery-common';
import { Knex } from 'knex';

interface RepositoryRow {
  repository: string;
  facts: string;
  requested_at: string;
  refreshed_at: string | null;
  error: string | null;
  error_since: string | null;
}

/** What is known of one source repository. */
export interface RepositoryFacts {
  runs: CiRunFact[];
  commits: CommitFact[];
  /** ETag of the last answer with runs: an unchanged one costs no rate limit. */
  runsEtag?: string;
  /** Commits that do not exist there (short SHA), not asked for again. */
  unknownCommits: string[];
}

export interface StoredRepository {
  repository: string;
  facts: RepositoryFacts;
  refreshedAt?: string;
  error?: string;
  errorSince?: string;
}

const nothing: RepositoryFacts = { runs: [], commits: [], unknownCommits: [] };

const fromRow = (row: RepositoryRow): StoredRepository => ({
  repository: row.repository,
  facts: { ...nothing, ...JSON.parse(row.facts) },
  ...(row.refreshed_at ? { refreshedAt: row.refreshed_at } : {}),
  ...(row.error ? { error: row.error } : {}),
  ...(row.error_since ? { errorSince: row.error_since } : {}),
});

/** CI runs and commits, kept so that the number of viewers does not matter to GitHub. */
export class RepositoryStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async get(repository: string): Promise<StoredRepository | undefined> {
    const row = await this.#db<RepositoryRow>('delivery_repositories')
      .where({ repository })
      .first();
    return row && fromRow(row);
  }

  /** Somebody looks at it: it will be refreshed for a while. */
  async request(repository: string, now: Date): Promise<void> {
    const requested_at = now.toISOString();
    await this.#db<RepositoryRow>('delivery_repositories')
      .insert({ repository, facts: JSON.stringify(nothing), requested_at })
      .onConflict('repository')
      .merge({ requested_at });
  }

  /** Claims those to be refreshed now, so that no other replica does the same. */
  async claimDue(options: {
    now: Date;
    requestedAfter: Date;
    refreshedBefore: Date;
    limit: number;
  }): Promise<StoredRepository[]> {
    const due = (query: Knex.QueryBuilder<RepositoryRow, RepositoryRow[]>) =>
      query
        .where('requested_at', '>', options.requestedAfter.toISOString())
        .andWhere(inner =>
          inner
            .whereNull('refreshed_at')
            .orWhere(
              'refreshed_at',
              '<',
              options.refreshedBefore.toISOString(),
            ),
        );
    const rows = await due(this.#db<RepositoryRow>('delivery_repositories'))
      .orderBy('refreshed_at', 'asc')
      .limit(options.limit);
    const claimed: StoredRepository[] = [];
    for (const row of rows) {
      const won = await due(this.#db<RepositoryRow>('delivery_repositories'))
        .andWhere({ repository: row.repository })
        .update({ refreshed_at: options.now.toISOString() });
      if (won > 0) {
        claimed.push(fromRow(row));
      }
    }
    return claimed;
  }

  /** Makes it due at once, after a webhook said that something happened. */
  async expire(repository: string): Promise<void> {
    await this.#db<RepositoryRow>('delivery_repositories')
      .where({ repository })
      .update({ refreshed_at: null });
  }

  /** Answers whether the facts differ from those before. */
  async save(
    repository: string,
    facts: RepositoryFacts,
    now: Date,
  ): Promise<boolean> {
    const before = await this.#db<RepositoryRow>('delivery_repositories')
      .where({ repository })
      .first();
    const text = JSON.stringify(facts);
    await this.#db<RepositoryRow>('delivery_repositories')
      .where({ repository })
      .update({
        facts: text,
        refreshed_at: now.toISOString(),
        error: null,
        error_since: null,
      });
    return before?.facts !== text || before?.error !== null;
  }

  async fail(repository: string, error: string, now: Date): Promise<boolean> {
    const before = await this.#db<RepositoryRow>('delivery_repositories')
      .where({ repository })
      .first();
    await this.#db<RepositoryRow>('delivery_repositories')
      .where({ repository })
      .update({
        refreshed_at: now.toISOString(),
        error,
        error_since: before?.error_since ?? now.toISOString(),
      });
    return before?.error !== error;
  }

  async prune(before: Date): Promise<void> {
    await this.#db('delivery_repositories')
      .where('requested_at', '<', before.toISOString())
      .delete();
  }
}
