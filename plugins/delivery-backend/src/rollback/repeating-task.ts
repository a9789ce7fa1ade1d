import { LoggerService } from '@backstage/backend-plugin-api';

/**
 * Calls a task again and again, never twice at a time, and at once when woken. A failing round is logged and tried again.
 */
export class RepeatingTask {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = true;

  constructor(
    private readonly options: {
      name: string;
      intervalMs: number;
      logger: LoggerService;
      run: () => Promise<void>;
    },
  ) {}

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.wake();
  }

  /** Runs soon instead of at the end of the interval. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#running = this.#round();
  }

  /** Waits for the round that is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #round(): Promise<void> {
    try {
      await this.options.run();
    } catch (error) {
      this.options.logger.warn(
        `${this.options.name} could not do its round and tries again: ${String(
          error,
        )}`,
      );
    }
    this.#running = undefined;
    if (this.#stopped) return;
    const delay = this.#again ? 0 : this.options.intervalMs;
    this.#again = false;
    this.#timer = setTimeout(() => this.wake(), delay);
    this.#timer.unref();
  }
}
