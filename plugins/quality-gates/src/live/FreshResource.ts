import { toError } from '@backstage/errors';

/** Milliseconds: without news by signal, ask this often while the page is shown. */
const pollInterval = 60_000;

/** @internal */
export interface FreshState<T> {
  value?: T;
  /** Why the newest question had no answer; `value` is then the last good one. */
  error?: Error;
}

const isShown = () => document.visibilityState !== 'hidden';

/**
 * One answer of the backend for all who show it on a page: asked for once, again when told, when the page is shown again,
 * and now and then; one request at a time, none while the page is hidden, none when nobody looks.
 *
 * @internal
 */
export class FreshResource<T> {
  readonly #load: (signal: AbortSignal) => Promise<T>;
  readonly #listeners = new Set<() => void>();
  #state: FreshState<T> = {};
  #running: AbortController | undefined;
  #again = false;
  #lastNews: object | undefined;
  #interval: number | undefined;

  constructor(load: (signal: AbortSignal) => Promise<T>) {
    this.#load = load;
  }

  readonly getState = (): FreshState<T> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  /** Asks again; during a request, once more after it, since its answer may be older than the reason to ask. */
  readonly refresh = (): void => {
    if (!isShown() || this.#listeners.size === 0) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#ask();
  };

  /** Something changed. The same news reaches every card of a page and counts once. */
  readonly announced = (news: object): void => {
    if (news === this.#lastNews) return;
    this.#lastNews = news;
    this.refresh();
  };

  #ask() {
    this.#again = false;
    const controller = new AbortController();
    this.#running = controller;
    this.#load(controller.signal)
      .then(
        value => {
          if (!controller.signal.aborted) this.#answered(value);
        },
        cause => {
          if (controller.signal.aborted) return;
          this.#set({ ...this.#state, error: toError(cause) });
        },
      )
      .finally(() => {
        if (this.#running !== controller) return;
        this.#running = undefined;
        if (this.#again) this.refresh();
      });
  }

  #answered(value: T) {
    const { value: before, error } = this.#state;
    // The same answer draws nothing anew.
    const isSame = JSON.stringify(before) === JSON.stringify(value);
    if (error || !isSame) this.#set({ value: isSame ? before : value });
  }

  #set(state: FreshState<T>) {
    this.#state = state;
    this.#listeners.forEach(listener => listener());
  }

  #start() {
    this.#interval = window.setInterval(this.refresh, pollInterval);
    document.addEventListener('visibilitychange', this.refresh);
    window.addEventListener('online', this.refresh);
    this.refresh();
  }

  #stop() {
    window.clearInterval(this.#interval);
    document.removeEventListener('visibilitychange', this.refresh);
    window.removeEventListener('online', this.refresh);
    this.#running?.abort();
    this.#running = undefined;
    this.#again = false;
  }
}
