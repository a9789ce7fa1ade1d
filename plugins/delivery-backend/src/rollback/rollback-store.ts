import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  activeRollbackStates,
  isTerminal,
  RollbackProgress,
  RollbackState,
  RollbackStep,
  Sentence,
  transition,
} from '@heal7/backstage-plugin-delivery-common';
import { Knex } from 'knex';
import { whereKnown } from '../where-known';
import { LeaseLostError } from './effect-errors';
import { RollbackQueries } from './rollback-queries';
import { activeKey, RollbackRecord } from './rollback-record';
import { RollbackEventRow, RollbackRow } from './rollback-rows';

/** What one write changes; everything in it is stored or nothing is. */
export interface RollbackChange {
  state?: RollbackState;
  steps?: RollbackStep[];
  progress?: RollbackProgress;
  outcome?: Sentence;
  /** `false` clears it. */
  pendingCommand?: string | false;
  attempts?: number;
  nextAttemptAt?: number;
  events?: Array<{ actor?: string; message: Sentence }>;
}

/** Only what changes; what is cleared becomes NULL. */
const columnsOf = (change: RollbackChange): Partial<RollbackRow> =>
  whereKnown({
    steps: json(change.steps),
    progress: json(change.progress),
    outcome: json(change.outcome),
    pending_command:
      change.pendingCommand === undefined
        ? undefined
        : change.pendingCommand || null,
    attempts: change.attempts,
    next_attempt_at: change.nextAttemptAt,
  });

function json(value: object | undefined): string | undefined {
  return value && JSON.stringify(value);
}

/** Everything about rollbacks that must survive a restart. */
export class RollbackStore extends RollbackQueries {
  constructor(
    db: Knex,
    /** Called inside the transaction that changes a state, e.g. to queue messages. */
    private readonly onState: (
      tx: Knex.Transaction,
      rollbackId: string,
      state: RollbackState,
      at: string,
    ) => Promise<void> = async () => {},
  ) {
    super(db);
  }

  /**
   * Stores a new rollback together with its first events. The same idempotency key gives the stored one back.
   * Throws a ConflictError when another one is active in the environment.
   */
  async create(
    record: Omit<RollbackRecord, 'fence'>,
    states: Array<{ state: RollbackState; actor?: string; message: Sentence }>,
  ): Promise<{ record: RollbackRecord; created: boolean }> {
    const existing = await this.findByKey(record.idempotencyKey);
    if (existing) return { record: existing, created: false };
    const { rollback, place } = record;
    try {
      await this.db.transaction(async tx => {
        await tx<RollbackRow>('rollbacks').insert({
          id: rollback.id,
          entity_ref: rollback.entityRef,
          environment: rollback.environment,
          cluster: place.cluster ?? null,
          namespace: place.namespace,
          service: place.service,
          state: rollback.state,
          strategy: rollback.strategy,
          from_tag: rollback.from.tag,
          to_tag: rollback.to.tag,
          from_version: JSON.stringify(rollback.from),
          to_version: JSON.stringify(rollback.to),
          reason: rollback.reason,
          requested_by: rollback.requestedBy,
          requested_at: rollback.requestedAt,
          updated_at: rollback.updatedAt,
          idempotency_key: record.idempotencyKey,
          active_key: activeKey(rollback.entityRef, rollback.environment),
          plan: JSON.stringify(rollback.plan),
          steps: JSON.stringify(rollback.steps),
          progress: JSON.stringify(record.progress),
        });
        for (const { state, actor, message } of states) {
          await this.#addEvent(
            tx,
            rollback.id,
            rollback.requestedAt,
            state,
            message,
            actor,
          );
          await this.onState(tx, rollback.id, state, rollback.requestedAt);
        }
      });
    } catch (error) {
      if (!isDatabaseConflictError(error)) throw error;
      // Either the same request twice at the same moment, or another rollback was faster.
      const same = await this.findByKey(record.idempotencyKey);
      if (same) return { record: same, created: false };
      throw new ConflictError(
        'Another rollback of this environment has not finished yet',
      );
    }
    return { record: await this.get(rollback.id), created: true };
  }

  /** Ids of unfinished rollbacks that nobody works on and that are due. */
  async due(now: number): Promise<string[]> {
    const rows = await this.db<RollbackRow>('rollbacks')
      .select('id')
      .whereIn('state', [...activeRollbackStates])
      .where('next_attempt_at', '<=', now)
      .where('lease_until', '<=', now)
      .orderBy('requested_at');
    return rows.map(({ id }) => id);
  }

  /**
   * Takes the rollback for `leaseMs`. Each claim raises the fencing token, so a worker that was declared dead but is not
   * can no longer write. `undefined` = somebody else was faster.
   */
  async claim(
    id: string,
    owner: string,
    now: number,
    leaseMs: number,
  ): Promise<RollbackRecord | undefined> {
    const taken = await this.db<RollbackRow>('rollbacks')
      .where({ id })
      .whereNotNull('active_key')
      .where('lease_until', '<=', now)
      .update({
        lease_owner: owner,
        lease_until: now + leaseMs,
        fence: this.db.raw('fence + 1'),
      });
    if (taken === 0) return undefined;
    const record = await this.get(id);
    const [row] = await this.db<RollbackRow>('rollbacks')
      .select('lease_owner')
      .where({ id });
    return row.lease_owner === owner ? record : undefined;
  }

  async release(record: RollbackRecord): Promise<void> {
    await this.db<RollbackRow>('rollbacks')
      .where({ id: record.rollback.id, fence: record.fence })
      .update({ lease_owner: null, lease_until: 0 });
  }

  /** A worker's write: refused with a LeaseLostError when the fencing token is no longer the newest. */
  async save(
    record: RollbackRecord,
    change: RollbackChange,
    now: Date,
    leaseMs: number,
  ): Promise<RollbackRecord> {
    return this.#write(
      record,
      change,
      now,
      { lease_until: now.getTime() + leaseMs },
      () => {
        throw new LeaseLostError(
          `Rollback ${record.rollback.id} is worked on by another replica`,
        );
      },
    );
  }

  /** A person's decision: raises the fencing token, so a worker in the middle of a step notices. */
  async decide(
    record: RollbackRecord,
    change: RollbackChange,
    now: Date,
  ): Promise<RollbackRecord> {
    return this.#write(
      record,
      { ...change, nextAttemptAt: 0 },
      now,
      { fence: record.fence + 1, lease_owner: null, lease_until: 0 },
      () => {
        throw new ConflictError(
          'The rollback has changed in the meantime; look at it again',
        );
      },
    );
  }

  async #write(
    record: RollbackRecord,
    change: RollbackChange,
    now: Date,
    lease: Partial<RollbackRow>,
    onConflict: () => never,
  ): Promise<RollbackRecord> {
    const { rollback } = record;
    const at = now.toISOString();
    const state = change.state
      ? transition(rollback.state, change.state)
      : rollback.state;
    await this.db.transaction(async tx => {
      const changed = await tx<RollbackRow>('rollbacks')
        .where({ id: rollback.id, fence: record.fence, state: rollback.state })
        .update({
          ...lease,
          ...columnsOf(change),
          ...(isTerminal(state) ? { finished_at: at, active_key: null } : {}),
          state,
          updated_at: at,
        });
      if (changed === 0) onConflict();
      for (const { actor, message } of change.events ?? []) {
        await this.#addEvent(tx, rollback.id, at, state, message, actor);
      }
      if (change.state) await this.onState(tx, rollback.id, state, at);
    });
    return this.get(rollback.id);
  }

  async #addEvent(
    tx: Knex.Transaction,
    rollbackId: string,
    at: string,
    state: RollbackState,
    message: Sentence,
    actor: string | undefined,
  ): Promise<void> {
    await tx<RollbackEventRow>('rollback_events').insert({
      rollback_id: rollbackId,
      at,
      state,
      actor: actor ?? null,
      message: JSON.stringify(message),
    });
  }
}
