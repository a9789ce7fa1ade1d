import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Rollback,
  RollbackState,
} from '@heal7/backstage-plugin-delivery-common';
import { Knex } from 'knex';
import { toState } from '../rollback/rollback-rows';
import { MessageChannel } from './channels';
import { rollbackMessage, toldStates } from './message';

const maxAttempts = 8;
const maxBackOffMs = 10 * 60_000;
/** A replica that dies while sending loses its claim after this. */
const claimMs = 60_000;

interface MessageRow {
  id: number | string;
  rollback_id: string;
  state: string;
  channel: string;
  created_at: string;
  sent_at: string | null;
  attempts: number;
  next_attempt_at: number | string | null;
  last_error: string | null;
}

/** Writes a message down in the same transaction as what it tells, so that none is lost and none told twice. */
export const queueMessages =
  (channels: readonly string[]) =>
  async (
    tx: Knex.Transaction,
    rollbackId: string,
    state: RollbackState,
    at: string,
  ) => {
    if (!toldStates.includes(state)) return;
    for (const channel of channels) {
      await tx<MessageRow>('rollback_messages')
        .insert({
          rollback_id: rollbackId,
          state,
          channel,
          created_at: at,
          attempts: 0,
          next_attempt_at: 0,
        })
        .onConflict(['rollback_id', 'state', 'channel'])
        .ignore();
    }
  };

/** Delivers what was written down; a channel that is down costs retries, never the rollback. */
export class Outbox {
  constructor(
    private readonly options: {
      db: Knex;
      channels: MessageChannel[];
      findRollback: (id: string) => Promise<Rollback | undefined>;
      appBaseUrl: string;
      logger: LoggerService;
      now: () => Date;
    },
  ) {}

  async deliver(): Promise<void> {
    const { db, now } = this.options;
    const due = await db<MessageRow>('rollback_messages')
      .whereNotNull('next_attempt_at')
      .where('next_attempt_at', '<=', now().getTime())
      .orderBy('id')
      .limit(20);
    for (const row of due) {
      const claimed = await db<MessageRow>('rollback_messages')
        .where({ id: row.id, attempts: row.attempts })
        .whereNotNull('next_attempt_at')
        .update({
          attempts: row.attempts + 1,
          next_attempt_at: now().getTime() + claimMs,
        });
      if (claimed > 0) await this.#send(row);
    }
  }

  async #send(row: MessageRow): Promise<void> {
    const { channels, findRollback, appBaseUrl, logger, now } = this.options;
    const channel = channels.find(({ name }) => name === row.channel);
    const rollback = await findRollback(row.rollback_id);
    const message =
      rollback && rollbackMessage(rollback, toState(row.state), appBaseUrl);
    if (!channel || !rollback || !message) {
      await this.#finish(row, {
        next_attempt_at: null,
        last_error: 'the channel is not configured',
      });
      return;
    }
    try {
      await channel.send(message, rollback);
      await this.#finish(row, {
        sent_at: now().toISOString(),
        next_attempt_at: null,
        last_error: null,
      });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const attempts = row.attempts + 1;
      const givenUp = attempts >= maxAttempts;
      const delay = Math.min(maxBackOffMs, 2 ** attempts * 1000);
      await this.#finish(row, {
        next_attempt_at: givenUp ? null : now().getTime() + delay,
        last_error: text,
      });
      logger.warn(
        `A ${row.channel} message about rollback ${row.rollback_id} ${
          givenUp ? 'was given up' : 'will be tried again'
        }: ${text}`,
      );
    }
  }

  async #finish(row: MessageRow, change: Partial<MessageRow>): Promise<void> {
    await this.options
      .db<MessageRow>('rollback_messages')
      .where({ id: row.id })
      .update(change);
  }
}
