import { toError } from '@backstage/errors';
import { useCallback, useEffect, useState } from 'react';

/** Milliseconds between two questions while the page is shown. */
const pause = 60_000;

/** @internal */
export interface Answer<T> {
  /** The last good one. */
  value?: T;
  /** Why the newest question had no answer. */
  error?: Error;
  busy: boolean;
}

/** Asks at once, when told, and now and then while the page is shown. `ask` must stay the same while the question does. @internal */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>) {
  const [answer, setAnswer] = useState<Answer<T>>({ busy: true });
  const [round, setRound] = useState(0);
  const refresh = useCallback(() => setRound(number => number + 1), []);

  useEffect(() => {
    const { signal, abort } = stoppable();
    setAnswer(({ error: _, ...before }) => ({ ...before, busy: true }));
    ask(signal).then(
      value => signal.aborted || setAnswer({ value, busy: false }),
      cause =>
        signal.aborted ||
        setAnswer(({ value }) => ({
          ...(value === undefined ? {} : { value }),
          error: toError(cause),
          busy: false,
        })),
    );
    return abort;
  }, [ask, round]);

  useEffect(() => {
    const timer = window.setInterval(
      () => document.visibilityState === 'hidden' || refresh(),
      pause,
    );
    return () => window.clearInterval(timer);
  }, [refresh]);

  return { ...answer, refresh };
}

function stoppable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
