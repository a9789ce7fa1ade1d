import {
  RolloutEvent,
  RolloutEventFact,
  flaggerEventText,
} from '@heal7/backstage-plugin-delivery-common';
import { createHash } from 'node:crypto';
import { Knex } from 'knex';

interface RolloutEventRow {
  key: string;
  entity_ref: string;
  environment: string;
  at: string;
  type: string;
  message: string;
  phase: string | null;
  checksum: string | null;
}

export interface StoredRolloutEvent {
  entityRef: string;
  environment: string;
  at: string;
  type: RolloutEvent['type'];
  message: string;
  phase?: string;
  checksum?: string;
}

// The webhook and the Kubernetes Event tell the same thing; the Event's time has whole seconds only.
const sameEventMs = 2_000;

/** Timeline of the rollouts, each event once, whoever told it. */
export class RolloutEventStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** False when it is known already. */
  async add(event: StoredRolloutEvent): Promise<boolean> {
    const message = flaggerEventText(event.message);
    const time = Date.parse(event.at);
    const where = {
      entity_ref: event.entityRef,
      environment: event.environment,
    };
    const known = await this.#db<RolloutEventRow>('delivery_rollout_events')
      .where({ ...where, message })
      .andWhere('at', '>', new Date(time - sameEventMs).toISOString())
      .andWhere('at', '<', new Date(time + sameEventMs).toISOString())
      .first();
    if (known) {
      if (event.checksum && !known.checksum) {
        await this.#db<RolloutEventRow>('delivery_rollout_events')
          .where({ key: known.key })
          .update({ checksum: event.checksum, phase: event.phase ?? null });
      }
      return false;
    }
    const key = createHash('sha256')
      .update(
        [
          event.entityRef,
          event.environment,
          message,
          Math.floor(time / 1000),
        ].join('\n'),
      )
      .digest('hex');
    const added = await this.#db<RolloutEventRow>('delivery_rollout_events')
      .insert({
        key,
        ...where,
        at: event.at,
        type: event.type,
        message,
        phase: event.phase ?? null,
        checksum: event.checksum ?? null,
      })
      .onConflict('key')
      .ignore()
      .returning('key');
    return added.length > 0;
  }

  /** Newest first. */
  async recent(
    entityRef: string,
    environment: string,
    limit = 100,
  ): Promise<{ events: RolloutEventFact[]; checksum?: string }> {
    const rows = await this.#db<RolloutEventRow>('delivery_rollout_events')
      .where({ entity_ref: entityRef, environment })
      .orderBy('at', 'desc')
      .limit(limit);
    const checksum = rows.find(row => row.checksum)?.checksum;
    return {
      events: rows.map(({ at, message, type }) => ({
        at,
        message,
        type: type === 'warning' ? 'warning' : 'normal',
      })),
      ...(checksum ? { checksum } : {}),
    };
  }

  async prune(before: Date): Promise<void> {
    await this.#db('delivery_rollout_events')
      .where('at', '<', before.toISOString())
      .delete();
  }
}
