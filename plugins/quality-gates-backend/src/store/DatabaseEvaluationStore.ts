import type { Knex } from 'knex';
import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { fromRow, toRow, type EvaluationRow } from './evaluationRow';
import type { EvaluationFilter, EvaluationStore } from './EvaluationStore';

const table = 'evaluations';
const once = ['entity_ref', 'commit_sha', 'run_id'];

/** Evaluations in SQLite or PostgreSQL. */
export class DatabaseEvaluationStore implements EvaluationStore {
  readonly #knex: Knex;

  static async create(
    database: DatabaseService,
  ): Promise<DatabaseEvaluationStore> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@heal7/backstage-plugin-quality-gates-backend',
          'migrations',
        ),
      });
    }
    return new DatabaseEvaluationStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async add(
    evaluation: Evaluation,
  ): Promise<{ evaluation: Evaluation; created: boolean }> {
    const row = toRow(evaluation);
    // The database decides who was first; whoever was not reads what the first one wrote.
    await this.#rows().insert(row).onConflict(once).ignore();
    const stored = await this.#rows()
      .where({
        entity_ref: row.entity_ref,
        commit_sha: row.commit_sha,
        run_id: row.run_id,
      })
      .first();
    if (!stored) {
      throw new NotFoundError('The evaluation was removed while it was stored');
    }
    return { evaluation: fromRow(stored), created: stored.id === row.id };
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
    const rows = await query.select('*');
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(fromRow),
      ...(last && rows.length > limit
        ? { nextCursor: cursorOfSeq(last.seq) }
        : {}),
    };
  }

  #rows() {
    return this.#knex<EvaluationRow>(table);
  }
}

/** Opaque, so that nobody builds one. */
function cursorOfSeq(seq: number | string): string {
  return Buffer.from(`seq:${seq}`).toString('base64url');
}

function seqOfCursor(cursor: string): number {
  const match = /^seq:(\d{1,15})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  );
  if (!match) throw new InputError('The cursor is not one of this list');
  return Number(match[1]);
}
