import type { LoggerService } from '@backstage/backend-plugin-api';
import type { OutboxItem, OutboxStore } from '../store/OutboxStore';
import { withTimeout } from '../service/withTimeout';

/** Tells another system; rejects when it is to be tried again. */
export type OutboxHandler = (
  item: OutboxItem,
) => Promise<{ externalId: string; url?: string } | undefined>;

const second = 1000;
const minute = 60 * second;
/** An attempt is given up after this, and long before its claim ends. */
const attemptMs = 30 * second;
const leaseMs = 2 * minute;
const firstDelayMs = 30 * second;
const longestDelayMs = 60 * minute;
const giveUpAfterMs = 24 * 60 * minute;

/** Waits twice as long after each failure; nothing after a day. */
export function nextAttemptAfter(
  item: Pick<OutboxItem, 'attempts' | 'firstAttemptAt'>,
  now: Date,
): number | undefined {
  if (now.getTime() - item.firstAttemptAt >= giveUpAfterMs) return undefined;
  const delay = Math.min(firstDelayMs * 2 ** item.attempts, longestDelayMs);
  return now.getTime() + delay;
}

/** Tells what was written down. A system that is down costs repetitions, never the evaluation. */
export class Outbox {
  readonly #options: {
    store: OutboxStore;
    handlers: ReadonlyMap<string, OutboxHandler>;
    logger: LoggerService;
    now(): Date;
    newId(): string;
  };
  #running: Promise<void> | undefined;
  #again = false;

  constructor(options: {
    store: OutboxStore;
    handlers: ReadonlyMap<string, OutboxHandler>;
    logger: LoggerService;
    now(): Date;
    newId(): string;
  }) {
    this.#options = options;
  }

  /** Tells everything that is due; one round at a time, and another when it was called meanwhile. */
  async deliver(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#rounds().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** Without waiting: the answer to a push does not depend on other systems. */
  wake(): void {
    this.deliver().catch(error => {
      this.#options.logger.warn(
        `The outbox could not be read and is tried again: ${error}`,
      );
    });
  }

  async #rounds(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      while (await this.#next());
    }
  }

  async #next(): Promise<boolean> {
    const { newId, now, store } = this.#options;
    const owner = newId();
    const item = await store.claim(owner, now(), leaseMs);
    if (!item) return false;
    await this.#tell(item, owner);
    return true;
  }

  async #tell(item: OutboxItem, owner: string): Promise<void> {
    const { handlers, logger, now, store } = this.#options;
    try {
      const handler = handlers.get(item.channel);
      // What nobody here can tell any more, e.g. after a module was removed.
      const told = await withTimeout(
        handler?.(item) ?? Promise.resolve(undefined),
        attemptMs,
        item.channel,
      );
      await store.finish(item, owner, { told: true, ...told });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const nextAttemptAt = nextAttemptAfter(item, now());
      await store.finish(item, owner, {
        told: false,
        error: text,
        ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
      });
      const what = `${item.channel} of ${item.subject}`;
      if (nextAttemptAt === undefined) {
        logger.error(`${what} was given up after a day: ${text}`);
      } else {
        logger.warn(`${what} did not work and is tried again: ${text}`);
      }
    }
  }
}
