import { LoggerService } from '@backstage/backend-plugin-api';

/**
 * Collects keys and works them off together: a burst of changes of one thing is one piece of work. One batch at a time;
 * what fails is tried again with the next batch.
 */
export class DebouncedQueue<Key> {
  readonly #delayMs: number;
  readonly #work: (keys: Key[]) => Promise<void>;
  readonly #logger: LoggerService;
  readonly #retryMs: number;
  #pending = new Set<Key>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(options: {
    /** Time from the first change to the work. */
    delayMs: number;
    retryMs: number;
    work: (keys: Key[]) => Promise<void>;
    logger: LoggerService;
  }) {
    this.#delayMs = options.delayMs;
    this.#retryMs = options.retryMs;
    this.#work = options.work;
    this.#logger = options.logger;
  }

  add(keys: Iterable<Key>): void {
    for (const key of keys) {
      this.#pending.add(key);
    }
    this.#schedule(this.#delayMs);
  }

  /** Drops what waits and resolves when the running batch is done. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(delayMs: number) {
    if (
      this.#timer ||
      this.#running ||
      this.#closed ||
      this.#pending.size === 0
    ) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#run();
    }, delayMs);
  }

  async #run(): Promise<void> {
    const keys = [...this.#pending];
    this.#pending.clear();
    let nextMs = this.#delayMs;
    try {
      await this.#work(keys);
    } catch (error) {
      this.#logger.error(
        `Delivery facts could not be stored, trying again: ${error}`,
      );
      keys.forEach(key => this.#pending.add(key));
      nextMs = this.#retryMs;
    } finally {
      this.#running = undefined;
    }
    this.#schedule(nextMs);
  }
}
