import { toError } from '@backstage/errors';
/** One answer of the source: a new value, or "the one you have is still true". @internal */
export type LiveAnswer<T> =
  | { notModified: true; etag?: string }
  | { notModified: false; value: T; etag?: string };

/** What is known now. The last good value stays while a refetch fails. @internal */
export type LiveState<T> =
  | { status: 'loading' }
  | { status: 'ready'; value: T; problem?: Error }
  | { status: 'failed'; error: Error };

/** `live`: the server tells us; `polling`: we ask; `interrupted`: the last question had no answer. @internal */
export type LiveConnection = 'live' | 'polling' | 'interrupted';

/** The browser page as far as it matters here; a parameter so that tests decide. @internal */
export interface LivePage {
  isVisible(): boolean;
  /** Called when the page is shown, hidden, or comes back online. */
  subscribe(listener: () => void): () => void;
}

/** @internal */
export interface LiveClock {
  now(): number;
  /** Returns a function that cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

/** @internal */
export interface LiveResourceOptions<T> {
  load(options: { etag?: string; signal: AbortSignal }): Promise<LiveAnswer<T>>;
  page: LivePage;
  clock: LiveClock;
  /** True when the app has a signals connection at all. */
  signals: boolean;
}

/** Milliseconds. */
export const liveTimes = {
  /** Signals in a burst cost one request at the start and one at the end. */
  minimumGap: 250,
  /** Without signals the page asks. */
  poll: 30_000,
  /** With signals: a safety net, since a lost connection announces itself to nobody. */
  safetyPoll: 60_000,
  firstRetry: 2_000,
} as const;

const isClientError = (error: Error) => {
  const status = 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
};

/**
 * Keeps one value fresh with as few requests as possible: one at a time, none while the page is hidden, a
 * conditional one when the server says that something changed.
 *
 * @internal
 */
export class LiveResource<T> {
  readonly #options: LiveResourceOptions<T>;
  readonly #listeners = new Set<() => void>();
  #state: LiveState<T> = { status: 'loading' };
  #etag: string | undefined;
  #confirmedAt: number | undefined;
  #signalled: boolean;
  #failures = 0;
  #lastError: Error | undefined;
  #started = false;
  #again = false;
  #inFlight: AbortController | undefined;
  #cancelTimer: (() => void) | undefined;
  #unsubscribePage: (() => void) | undefined;

  constructor(options: LiveResourceOptions<T>) {
    this.#options = options;
    this.#signalled = options.signals;
  }

  readonly getState = (): LiveState<T> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** When the source last said that this is true, epoch ms. Does not notify: a 304 draws nothing. */
  readonly confirmedAt = (): number | undefined => this.#confirmedAt;

  readonly connection = (): LiveConnection => {
    if (this.#lastError) return 'interrupted';
    return this.#signalled ? 'live' : 'polling';
  };

  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#unsubscribePage = this.#options.page.subscribe(this.#pageChanged);
    this.#request('now');
  }

  stop(): void {
    this.#started = false;
    this.#unsubscribePage?.();
    this.#clearTimer();
    this.#inFlight?.abort();
    this.#inFlight = undefined;
    this.#again = false;
  }

  /** The server says that something changed. */
  readonly signalled = (): void => {
    this.#signalled = true;
    this.#request('signal');
  };

  /** A person asks, or did something that changes the answer. */
  readonly refresh = (): void => this.#request('now');

  readonly #pageChanged = () => {
    if (this.#options.page.isVisible()) this.#request('now');
    else this.#clearTimer();
  };

  #request(why: 'now' | 'signal' | 'poll') {
    // Hidden: nothing is sent; showing the page again asks anyway.
    if (!this.#started || !this.#options.page.isVisible()) return;
    if (this.#inFlight) {
      this.#again = true;
      return;
    }
    this.#again = false;
    this.#clearTimer();
    const controller = new AbortController();
    this.#inFlight = controller;
    this.#options
      .load({ etag: this.#etag, signal: controller.signal })
      .then(
        answer => {
          if (!controller.signal.aborted) this.#answered(answer, why);
        },
        error => {
          if (!controller.signal.aborted) this.#failed(error);
        },
      )
      .finally(() => {
        if (this.#inFlight !== controller) return;
        this.#inFlight = undefined;
        this.#scheduleNext();
      });
  }

  #answered(answer: LiveAnswer<T>, why: 'now' | 'signal' | 'poll') {
    this.#confirmedAt = this.#options.clock.now();
    this.#failures = 0;
    this.#lastError = undefined;
    this.#etag = answer.etag ?? this.#etag;
    if (!answer.notModified) {
      // News that the safety net found and no signal announced: the connection is not to be relied on.
      if (why === 'poll' && this.#state.status === 'ready') {
        this.#signalled = false;
      }
      this.#set({ status: 'ready', value: answer.value });
    } else if (this.#state.status === 'ready' && this.#state.problem) {
      this.#set({ status: 'ready', value: this.#state.value });
    }
  }

  #failed(cause: unknown) {
    const error = toError(cause);
    this.#failures += 1;
    this.#lastError = error;
    if (this.#state.status === 'ready') {
      this.#set({ ...this.#state, problem: error });
    } else {
      this.#set({ status: 'failed', error });
    }
  }

  #scheduleNext() {
    if (!this.#started || !this.#options.page.isVisible()) return;
    if (this.#again && !this.#lastError) {
      this.#again = false;
      this.#after(liveTimes.minimumGap, 'signal');
      return;
    }
    this.#again = false;
    this.#after(this.#pause(), 'poll');
  }

  #pause(): number {
    if (this.#lastError) {
      // A refusal does not change by asking quickly.
      return isClientError(this.#lastError)
        ? liveTimes.poll
        : Math.min(
            liveTimes.poll,
            liveTimes.firstRetry * 2 ** (this.#failures - 1),
          );
    }
    return this.#signalled ? liveTimes.safetyPoll : liveTimes.poll;
  }

  #after(milliseconds: number, why: 'signal' | 'poll') {
    this.#clearTimer();
    this.#cancelTimer = this.#options.clock.after(milliseconds, () =>
      this.#request(why),
    );
  }

  #clearTimer() {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #set(state: LiveState<T>) {
    this.#state = state;
    this.#listeners.forEach(listener => listener());
  }
}
