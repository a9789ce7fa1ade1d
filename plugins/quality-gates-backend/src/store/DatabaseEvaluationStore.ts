import type { Knex } from 'knex';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { summaryOf, verdictOf } from './checkSummary';
import { pageOf, seqOfCursor } from './cursor';
import { fromRow, type EvaluationRow } from './evaluationRow';
import { settleEvaluation, storePart, type AfterChange } from './storePart';
import type {
  EvaluationFilter,
  EvaluationPart,
  EvaluationStore,
  Judge,
  NewEvaluation,
  StoredPart,
  TrendRow,
} from './EvaluationStore';

type PointRow = Pick<
  EvaluationRow,
  'id' | 'commit_sha' | 'verdict' | 'created_at' | 'summary'
> & { result: string | null };

/** A full SHA has so many digits. */
const shaLength = 40;

/** Evaluations in SQLite or PostgreSQL. */
export class DatabaseEvaluationStore implements EvaluationStore {
  readonly #knex: Knex;
  readonly #afterChange: AfterChange;

  /** `afterChange` writes, in the same transaction, what follows from a new judgement. */
  constructor(knex: Knex, afterChange: AfterChange = async () => {}) {
    this.#knex = knex;
    this.#afterChange = afterChange;
  }

  async addPart(
    evaluation: NewEvaluation,
    part: EvaluationPart,
    judge: Judge,
  ): Promise<StoredPart> {
    return this.#knex.transaction(tx =>
      storePart(tx, evaluation, part, judge, this.#afterChange),
    );
  }

  async settle(
    id: string,
    judge: Judge,
    at: string,
  ): Promise<Evaluation | undefined> {
    return this.#knex.transaction(tx =>
      settleEvaluation(tx, id, judge, at, this.#afterChange),
    );
  }

  async listOverdue(now: Date, limit: number): Promise<string[]> {
    const rows = await this.#rows()
      .where('pending_until', '<=', now.getTime())
      .orderBy('pending_until')
      .limit(limit)
      .select('id');
    return rows.map(row => row.id);
  }

  async get(id: string): Promise<Evaluation | undefined> {
    const row = await this.#rows().where({ id }).first();
    return row && fromRow(row);
  }

  async list(
    filter: EvaluationFilter,
  ): Promise<{ items: Evaluation[]; nextCursor?: string }> {
    const { entityRef, commits, branch, limit } = filter;
    const matching = (query: Knex.QueryBuilder) => {
      query.where('entity_ref', entityRef);
      if (commits) query.whereIn('commit_sha', commits);
      if (branch !== undefined) query.where('branch', branch);
      return query;
    };
    const query = this.#rows()
      .modify(matching)
      .orderBy('seq', 'desc')
      .limit(limit + 1);
    if (filter.latestPerCommit) {
      query.whereIn(
        'seq',
        this.#rows().modify(matching).max('seq').groupBy('commit_sha'),
      );
    }
    if (filter.cursor !== undefined) {
      query.where('seq', '<', seqOfCursor(filter.cursor));
    }
    return pageOf(await query.select('*'), limit, fromRow);
  }

  async getCurrent(entityRef: string): Promise<Evaluation | undefined> {
    const row = await this.#rows()
      .whereIn(
        'seq',
        this.#knex('current_evaluations')
          .where('entity_ref', entityRef)
          .select('evaluation_seq'),
      )
      .first();
    return row && fromRow(row);
  }

  async latestOfCommits(
    entityRef: string,
    commits: readonly string[],
  ): Promise<Map<string, Evaluation>> {
    const found = new Map<string, Evaluation>();
    const distinct = [...new Set(commits)];
    const whole = distinct.filter(commit => commit.length === shaLength);
    if (whole.length > 0) {
      const { items } = await this.list({
        entityRef,
        commits: whole,
        latestPerCommit: true,
        limit: whole.length,
      });
      for (const item of items) found.set(item.commit, item);
    }
    for (const start of distinct) {
      if (start.length === shaLength) continue;
      const row = await this.#rows()
        .where('entity_ref', entityRef)
        .where('commit_sha', '>=', start)
        // Digits of a SHA end at "f": everything that begins like this comes before. Uses the index, unlike LIKE.
        .where('commit_sha', '<', `${start}g`)
        .orderBy('seq', 'desc')
        .first();
      if (row) found.set(start, fromRow(row));
    }
    return found;
  }

  async listTrend(entityRef: string, limit: number): Promise<TrendRow[]> {
    const rows: PointRow[] = await this.#knex('evaluations')
      .where({ entity_ref: entityRef, on_default: 1 })
      .whereNull('pending_until')
      .orderBy('seq', 'desc')
      .limit(limit)
      .select('id', 'commit_sha', 'verdict', 'created_at', 'summary')
      // Those made before there were summaries.
      .select(
        this.#knex.raw('case when summary is null then result end as result'),
      );
    return rows.reverse().map(row => ({
      evaluationId: row.id,
      commit: row.commit_sha,
      verdict: verdictOf(row.verdict),
      at: row.created_at,
      checks: summaryOf(row),
    }));
  }

  #rows() {
    return this.#knex<EvaluationRow>('evaluations');
  }
}
