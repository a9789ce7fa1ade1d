import type { Knex } from 'knex';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import type { EvaluationRow } from './evaluationRow';

type AgedRow = Pick<
  EvaluationRow,
  | 'seq'
  | 'id'
  | 'entity_ref'
  | 'created_at'
  | 'on_default'
  | 'pull_request'
  | 'result'
>;

/** Removes what is old, a batch at a time, so that no statement holds the tables for long. */
export class RetentionStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Deletes what is older and was thinned before, which all is but the current evaluation of each default branch. Gives the
   * number of rows of the batch.
   */
  async deleteBefore(before: Date, batch: number): Promise<number> {
    const rows = await this.#aged(before, 1).limit(batch).select('id');
    await this.#knex.transaction(tx =>
      remove(
        tx,
        rows.map(row => row.id),
      ),
    );
    return rows.length;
  }

  /**
   * Of what is older, keeps the last of an entity, branch kind and day, without its details; pull requests are forgotten.
   * Gives the number of rows of the batch.
   */
  async thinBefore(before: Date, batch: number): Promise<number> {
    const rows: AgedRow[] = await this.#aged(before, 0)
      .limit(batch)
      .select(
        'seq',
        'id',
        'entity_ref',
        'created_at',
        'on_default',
        'pull_request',
        'result',
      );
    await this.#knex.transaction(async tx => {
      const gone: string[] = [];
      for (const row of rows) {
        if (row.pull_request !== null || (await hasLaterOfDay(tx, row))) {
          gone.push(row.id);
        } else {
          await dropDetails(tx, row);
        }
      }
      await remove(tx, gone);
    });
    return rows.length;
  }

  /** Deletes lines of the outbox that are done. */
  async deleteToldBefore(before: Date): Promise<void> {
    await this.#knex('outbox')
      .whereNull('next_attempt_at')
      .where('changed_at', '<', before.getTime())
      .delete();
  }

  #aged(before: Date, thinned: 0 | 1) {
    return this.#knex<EvaluationRow>('evaluations')
      .where('thinned', thinned)
      .where('created_at', '<', before.toISOString())
      .whereNotIn(
        'seq',
        this.#knex('current_evaluations').select('evaluation_seq'),
      )
      .orderBy('created_at');
  }
}

async function hasLaterOfDay(tx: Knex, row: AgedRow): Promise<boolean> {
  const day = row.created_at.slice(0, 10);
  const later = await tx<EvaluationRow>('evaluations')
    .where({ entity_ref: row.entity_ref, on_default: row.on_default })
    .whereNull('pull_request')
    .where('seq', '>', row.seq)
    .where('created_at', '>=', day)
    .where('created_at', '<', `${day}T24`)
    .first('id');
  return later !== undefined;
}

async function dropDetails(tx: Knex, row: AgedRow): Promise<void> {
  const result: Pick<Evaluation, 'checks' | 'problems'> = JSON.parse(
    row.result,
  );
  const checks = result.checks.map(check => ({ ...check, measurements: [] }));
  await tx('evaluation_parts').where('evaluation_id', row.id).delete();
  await tx<EvaluationRow>('evaluations')
    .where({ id: row.id })
    .update({
      thinned: 1,
      pending_until: null,
      pending_parts: '[]',
      result: JSON.stringify({ checks, problems: [] }),
    });
}

async function remove(tx: Knex, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx('evaluation_parts').whereIn('evaluation_id', ids).delete();
  await tx('evaluations').whereIn('id', ids).delete();
}
