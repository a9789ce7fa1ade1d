import type { Knex } from 'knex';
import { ConflictError } from '@backstage/errors';
import {
  waiverStates,
  type Waiver,
  type WaiversQuery,
  type WaiverState,
} from '@heal7/backstage-plugin-quality-gates-common';
import { pageOf, seqOfCursor } from './cursor';

interface WaiverRow {
  seq: number | string;
  id: string;
  entity_ref: string;
  check_id: string;
  reason: string;
  state: string;
  requested_by: string;
  requested_at: string;
  decided_by: string | null;
  decided_at: string | null;
  decision_reason: string | null;
  expires_at: string;
  expires_ms: number | string;
  lapse_told: number;
}

/** Writes what follows from a waiver that is new, decided or at its end, in the transaction that changes it. */
export type AfterWaiverChange = (
  tx: Knex.Transaction,
  waiver: Waiver,
) => Promise<void>;

/** Exceptions and, as rows that are only added, what happened to them. */
export class WaiverStore {
  readonly #knex: Knex;
  readonly #afterChange: AfterWaiverChange;

  constructor(knex: Knex, afterChange: AfterWaiverChange = async () => {}) {
    this.#knex = knex;
    this.#afterChange = afterChange;
  }

  async add(waiver: Waiver): Promise<void> {
    await this.#knex.transaction(async tx => {
      await tx('waivers').insert({
        id: waiver.id,
        entity_ref: waiver.entityRef,
        check_id: waiver.checkId,
        reason: waiver.reason,
        state: waiver.state,
        requested_by: waiver.requestedBy,
        requested_at: waiver.requestedAt,
        expires_at: waiver.expiresAt,
        expires_ms: Date.parse(waiver.expiresAt),
      });
      await tx('waiver_events').insert({
        waiver_id: waiver.id,
        at: waiver.requestedAt,
        state: waiver.state,
        actor: waiver.requestedBy,
        reason: waiver.reason,
      });
      await this.#afterChange(tx, waiver);
    });
  }

  /** Keeps a decision, unless somebody else decided since `before` was read. */
  async decide(before: Waiver, after: Waiver): Promise<void> {
    await this.#knex.transaction(async tx => {
      const decision = {
        state: after.state,
        decided_by: after.decidedBy ?? null,
        decided_at: after.decidedAt ?? null,
        decision_reason: after.decisionReason ?? null,
      };
      const changed = await tx<WaiverRow>('waivers')
        .where({ id: before.id, state: before.state })
        .update(decision);
      if (changed === 0) {
        throw new ConflictError('Somebody else has just decided this waiver.');
      }
      await tx('waiver_events').insert({
        waiver_id: after.id,
        at: after.decidedAt,
        state: after.state,
        actor: after.decidedBy,
        reason: after.decisionReason ?? null,
      });
      await this.#afterChange(tx, after);
    });
  }

  async get(id: string): Promise<Waiver | undefined> {
    const row = await this.#rows().where({ id }).first();
    return row && fromRow(row);
  }

  /** Newest first. The state is that of the time. */
  async list(
    query: WaiversQuery & { limit: number },
    now: Date,
  ): Promise<{ items: Waiver[]; nextCursor?: string }> {
    const rows = this.#rows()
      .orderBy('seq', 'desc')
      .limit(query.limit + 1);
    if (query.entityRef) rows.where('entity_ref', query.entityRef);
    if (query.state) rows.modify(inState, query.state, now);
    if (query.cursor) rows.where('seq', '<', seqOfCursor(query.cursor));
    return pageOf(await rows, query.limit, fromRow);
  }

  /** What an entity's page shows: asked for, in force, or ended since `since`. Newest first. */
  async listRecent(
    entityRef: string,
    since: Date,
    limit: number,
  ): Promise<Waiver[]> {
    const rows = await this.#rows()
      .where('entity_ref', entityRef)
      .where(either =>
        either
          .where(open =>
            open
              .whereIn('state', ['requested', 'approved'])
              .where('expires_ms', '>', since.getTime()),
          )
          .orWhere('decided_at', '>', since.toISOString()),
      )
      .orderBy('seq', 'desc')
      .limit(limit);
    return rows.map(fromRow);
  }

  /** Those in force, of one entity or of all. */
  async listInForce(now: Date, entityRef?: string): Promise<Waiver[]> {
    const rows = this.#rows().modify(inState, 'approved', now).orderBy('seq');
    if (entityRef) rows.where('entity_ref', entityRef);
    return (await rows).map(fromRow);
  }

  /**
   * Notes of those that ended by the clock since this was asked last that they did, each once over all replicas. Gives how
   * many were looked at, at most `limit`.
   */
  async endLapsed(now: Date, limit: number): Promise<number> {
    const rows = await this.#rows()
      .where({ state: 'approved', lapse_told: 0 })
      .where('expires_ms', '<=', now.getTime())
      .orderBy('expires_ms')
      .limit(limit);
    for (const row of rows) {
      await this.#knex.transaction(async tx => {
        const mine = await tx<WaiverRow>('waivers')
          .where({ id: row.id, lapse_told: 0 })
          .update({ lapse_told: 1 });
        if (mine > 0) await this.#afterChange(tx, fromRow(row));
      });
    }
    return rows.length;
  }

  #rows() {
    return this.#knex<WaiverRow>('waivers');
  }
}

function inState(query: Knex.QueryBuilder, state: WaiverState, now: Date) {
  const time = now.getTime();
  if (state === 'expired') {
    query.whereIn('state', ['requested', 'approved']);
    query.where('expires_ms', '<=', time);
    return;
  }
  query.where('state', state);
  if (state === 'requested' || state === 'approved') {
    query.where('expires_ms', '>', time);
  }
}

function fromRow(row: WaiverRow): Waiver {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    checkId: row.check_id,
    reason: row.reason,
    // A state written by a later version excuses nothing.
    state: waiverStates.find(it => it === row.state) ?? 'rejected',
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    ...(row.decided_by === null ? {} : { decidedBy: row.decided_by }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at }),
    ...(row.decision_reason === null
      ? {}
      : { decisionReason: row.decision_reason }),
    expiresAt: row.expires_at,
  };
}
