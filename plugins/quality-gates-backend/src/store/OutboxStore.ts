import type { Knex } from 'knex';

/** A line of the outbox whose turn it is. */
export interface OutboxItem {
  id: number;
  channel: string;
  subject: string;
  payload: string;
  version: number;
  externalId?: string;
  attempts: number;
  firstAttemptAt: number;
}

/** What became of an attempt. */
export type OutboxOutcome =
  | { told: true; externalId?: string; url?: string }
  | { told: false; error: string; nextAttemptAt?: number };

interface OutboxRow {
  id: number | string;
  channel: string;
  subject: string;
  payload: string;
  version: number;
  external_id: string | null;
  url: string | null;
  next_attempt_at: number | string | null;
  attempts: number;
  first_attempt_at: number | string | null;
  lease_owner: string | null;
  lease_until: number | string;
  last_error: string | null;
  changed_at: number | string;
}

/** Writes down what is to be told, in the transaction of what it tells. Told again when it changed. */
export async function enqueue(
  tx: Knex,
  line: { channel: string; subject: string; payload: object; now: Date },
): Promise<void> {
  const at = line.now.getTime();
  const fresh = {
    payload: JSON.stringify(line.payload),
    next_attempt_at: at,
    attempts: 0,
    first_attempt_at: null,
    last_error: null,
    changed_at: at,
  };
  await tx('outbox')
    .insert({ channel: line.channel, subject: line.subject, ...fresh })
    .onConflict(['channel', 'subject'])
    .merge({ ...fresh, version: tx.raw('outbox.version + 1') });
}

/** Lines are claimed for a time, so that two replicas do not tell the same thing. */
export class OutboxStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Claims the next line that is due; `owner` is new for each claim. */
  async claim(
    owner: string,
    now: Date,
    leaseMs: number,
  ): Promise<OutboxItem | undefined> {
    const time = now.getTime();
    const due = await this.#rows()
      .where('next_attempt_at', '<=', time)
      .where('lease_until', '<=', time)
      .orderBy('next_attempt_at')
      .limit(10);
    for (const row of due) {
      const firstAttemptAt = Number(row.first_attempt_at ?? time);
      const claimed = await this.#rows()
        .where({ id: row.id, version: row.version })
        .where('next_attempt_at', '<=', time)
        .where('lease_until', '<=', time)
        .update({
          lease_owner: owner,
          lease_until: time + leaseMs,
          first_attempt_at: firstAttemptAt,
        });
      if (claimed > 0) return itemOf(row, firstAttemptAt);
    }
    return undefined;
  }

  /** Only who still holds the claim may say what became of it; what changed meanwhile stays due. */
  async finish(
    item: OutboxItem,
    owner: string,
    outcome: OutboxOutcome,
  ): Promise<void> {
    const mine = () => this.#rows().where({ id: item.id, lease_owner: owner });
    await this.#knex.transaction(async tx => {
      if (outcome.told) {
        const { externalId, url } = outcome;
        await mine()
          .transacting(tx)
          .update({
            last_error: null,
            ...(externalId === undefined ? {} : { external_id: externalId }),
            ...(url === undefined ? {} : { url }),
          });
      }
      await mine()
        .where('version', item.version)
        .transacting(tx)
        .update(
          outcome.told
            ? { next_attempt_at: null }
            : {
                next_attempt_at: outcome.nextAttemptAt ?? null,
                attempts: item.attempts + 1,
                last_error: outcome.error.slice(0, 1000),
              },
        );
      await mine()
        .transacting(tx)
        .update({ lease_owner: null, lease_until: 0 });
    });
  }

  #rows() {
    return this.#knex<OutboxRow>('outbox');
  }
}

function itemOf(row: OutboxRow, firstAttemptAt: number): OutboxItem {
  return {
    id: Number(row.id),
    channel: row.channel,
    subject: row.subject,
    payload: row.payload,
    version: row.version,
    ...(row.external_id === null ? {} : { externalId: row.external_id }),
    attempts: row.attempts,
    firstAttemptAt,
  };
}
