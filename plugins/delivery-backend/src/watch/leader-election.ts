import { LoggerService } from '@backstage/backend-plugin-api';
import { LeaseStore } from '../store/lease-store';

const leaseName = 'watch';

/**
 * One replica of several does the work: the one that holds the lease. It stops as soon as it cannot renew, before the
 * lease can have gone to somebody else.
 */
export class LeaderElection {
  readonly #leases: LeaseStore;
  readonly #holder: string;
  readonly #ttlMs: number;
  readonly #clock: () => Date;
  readonly #logger: LoggerService;
  readonly #lead: (fencingToken: number, signal: AbortSignal) => Promise<void>;
  readonly #stop = new AbortController();
  #wake: () => void = () => {};

  constructor(options: {
    leases: LeaseStore;
    /** Unique for this process. */
    holder: string;
    ttlMs: number;
    clock: () => Date;
    logger: LoggerService;
    /** Works until the signal aborts. */
    lead: (fencingToken: number, signal: AbortSignal) => Promise<void>;
  }) {
    this.#leases = options.leases;
    this.#holder = options.holder;
    this.#ttlMs = options.ttlMs;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#lead = options.lead;
  }

  /** Resolves after `stop`. */
  async run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const token = await this.#tryAcquire();
      if (token !== undefined && !signal.aborted) {
        await this.#term(token);
      }
      await this.#pause();
    }
    await this.#leases
      .release(leaseName, this.#holder)
      .catch(error =>
        this.#logger.warn(`The lease could not be given back: ${error}`),
      );
  }

  stop(): void {
    this.#stop.abort();
    this.#wake();
  }

  async #term(token: number): Promise<void> {
    this.#logger.info(`This replica watches the clusters (term ${token})`);
    const term = new AbortController();
    const endTerm = () => term.abort();
    this.#stop.signal.addEventListener('abort', endTerm);
    const work = this.#lead(token, term.signal).catch(error => {
      this.#logger.error(`Watching failed: ${error}`);
      term.abort();
    });
    while (!term.signal.aborted) {
      await this.#pause();
      if (!term.signal.aborted && (await this.#tryAcquire()) !== token) {
        this.#logger.warn('Another replica watches the clusters now');
        term.abort();
      }
    }
    this.#stop.signal.removeEventListener('abort', endTerm);
    await work;
  }

  async #tryAcquire(): Promise<number | undefined> {
    try {
      return await this.#leases.acquire(
        leaseName,
        this.#holder,
        this.#ttlMs,
        this.#clock(),
      );
    } catch (error) {
      this.#logger.warn(`The lease could not be read: ${error}`);
      return undefined;
    }
  }

  #pause(): Promise<void> {
    if (this.#stop.signal.aborted) {
      return Promise.resolve();
    }
    return new Promise(resolve => {
      const timer = setTimeout(() => this.#wake(), this.#ttlMs / 3);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
