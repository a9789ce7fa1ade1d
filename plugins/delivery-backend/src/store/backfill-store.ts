import { Knex } from 'knex';

interface BackfillRow {
  entity_ref: string;
  environment: string;
  done_at: string | null;
  error: string | null;
  error_since: string | null;
  next_attempt_at: string | null;
}

/** How far the reading of the earlier history of one service in one environment has come. */
export interface BackfillState {
  done: boolean;
  error?: string;
  errorSince?: string;
  nextAttemptAt?: string;
}

/** Whose earlier history was read: once is enough for ever. */
export class BackfillStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async get(
    entityRef: string,
    environment: string,
  ): Promise<BackfillState | undefined> {
    const row = await this.#db<BackfillRow>('delivery_backfills')
      .where({ entity_ref: entityRef, environment })
      .first();
    return (
      row && {
        done: row.done_at !== null,
        ...(row.error ? { error: row.error } : {}),
        ...(row.error_since ? { errorSince: row.error_since } : {}),
        ...(row.next_attempt_at ? { nextAttemptAt: row.next_attempt_at } : {}),
      }
    );
  }

  async done(entityRef: string, environment: string, now: Date): Promise<void> {
    await this.#put({
      entity_ref: entityRef,
      environment,
      done_at: now.toISOString(),
      error: null,
      error_since: null,
      next_attempt_at: null,
    });
  }

  /** Answers whether the reason is news. */
  async fail(
    entityRef: string,
    environment: string,
    failure: { error: string; now: Date; nextAttemptAt: Date },
  ): Promise<boolean> {
    const known = await this.get(entityRef, environment);
    await this.#put({
      entity_ref: entityRef,
      environment,
      done_at: null,
      error: failure.error,
      error_since: known?.errorSince ?? failure.now.toISOString(),
      next_attempt_at: failure.nextAttemptAt.toISOString(),
    });
    return known?.error !== failure.error;
  }

  async #put({ entity_ref, environment, ...row }: BackfillRow): Promise<void> {
    await this.#db<BackfillRow>('delivery_backfills')
      .insert({ entity_ref, environment, ...row })
      .onConflict(['entity_ref', 'environment'])
      .merge(row);
  }
}
