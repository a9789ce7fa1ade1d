import { Knex } from 'knex';

export const sourceStates = [
  'ok',
  'absent',
  'forbidden',
  'unreachable',
  'starting',
] as const;
export type SourceState = (typeof sourceStates)[number];

interface SourceRow {
  scope: string;
  part: string;
  state: string;
  message: string | null;
  since: string;
  contact_at: string | null;
}

/** Whether one part of a source answers: the Deployments of a namespace, a Prometheus. */
export interface SourceStatus {
  /** `cluster:heal7-prod`, `prometheus:main`. */
  scope: string;
  /** `deployments@heal7-prod`; empty for a source without parts. */
  part: string;
  state: SourceState;
  message?: string;
  since: string;
  /** When it last answered. */
  contactAt?: string;
}

/** Health of the sources, written by the leader, read by everyone. */
export class SourceStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async list(): Promise<SourceStatus[]> {
    const rows = await this.#db<SourceRow>('delivery_sources');
    return rows.map(row => ({
      scope: row.scope,
      part: row.part,
      state: sourceStates.find(state => state === row.state) ?? 'starting',
      ...(row.message ? { message: row.message } : {}),
      since: row.since,
      ...(row.contact_at ? { contactAt: row.contact_at } : {}),
    }));
  }

  /** `since` only moves when the state changes. Answers whether it did; a source that works from the start is no change. */
  async report(
    status: Pick<SourceStatus, 'scope' | 'part' | 'state' | 'message'>,
    now: Date,
  ): Promise<boolean> {
    const key = { scope: status.scope, part: status.part };
    const at = now.toISOString();
    const known = await this.#db<SourceRow>('delivery_sources')
      .where(key)
      .first();
    const differs = known?.state !== status.state;
    const row: SourceRow = {
      ...key,
      state: status.state,
      message: status.message ?? null,
      since: differs || !known ? at : known.since,
      contact_at: status.state === 'ok' ? at : known?.contact_at ?? null,
    };
    await this.#db<SourceRow>('delivery_sources')
      .insert(row)
      .onConflict(['scope', 'part'])
      .merge(row);
    return differs && (known !== undefined || status.state !== 'ok');
  }

  /** The parts that answered now. */
  async touch(scope: string, parts: string[], now: Date): Promise<void> {
    await this.#db<SourceRow>('delivery_sources')
      .where({ scope, state: 'ok' })
      .whereIn('part', parts)
      .update({ contact_at: now.toISOString() });
  }

  /** Forgets the parts that are no longer watched. */
  async keepOnlyParts(scope: string, parts: string[]): Promise<void> {
    await this.#db<SourceRow>('delivery_sources')
      .where({ scope })
      .whereNotIn('part', parts)
      .delete();
  }
}
