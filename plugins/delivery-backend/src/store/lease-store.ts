import { Knex } from 'knex';

interface LeaseRow {
  name: string;
  holder: string;
  fencing_token: number;
  expires_at: string;
}

/** Leases in the database: at most one holder at a time, each new holder with a higher fencing token. */
export class LeaseStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Takes or renews the lease. Answers the fencing token, or `undefined` when somebody else holds it. */
  async acquire(
    name: string,
    holder: string,
    ttlMs: number,
    now: Date,
  ): Promise<number | undefined> {
    const row = {
      holder,
      expires_at: new Date(now.getTime() + ttlMs).toISOString(),
    };
    const renewed = await this.#db<LeaseRow>('delivery_leases')
      .where({ name, holder })
      .andWhere('expires_at', '>', now.toISOString())
      .update(row);
    if (renewed === 0) {
      await this.#db<LeaseRow>('delivery_leases')
        .insert({ name, fencing_token: 0, holder: '', expires_at: '' })
        .onConflict('name')
        .ignore();
      // Conditional on being free: of two replicas that try at the same time one changes the row.
      const taken = await this.#db<LeaseRow>('delivery_leases')
        .where({ name })
        .andWhere('expires_at', '<=', now.toISOString())
        .update({ ...row, fencing_token: this.#db.raw('fencing_token + 1') });
      if (taken === 0) {
        return undefined;
      }
    }
    const current = await this.#db<LeaseRow>('delivery_leases')
      .where({ name, holder })
      .first();
    return current?.fencing_token;
  }

  /** Gives it back, so that another replica need not wait. */
  async release(name: string, holder: string): Promise<void> {
    await this.#db<LeaseRow>('delivery_leases')
      .where({ name, holder })
      .update({ expires_at: '' });
  }
}
