import { toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Something a person started. @internal */
export interface TaskState<T> {
  running: boolean;
  result?: T;
  error?: Error;
}

/** Runs what a person started, once at a time; what ends after the page was left changes nothing. @internal */
export function useTask<T>() {
  const [state, setState] = useState<TaskState<T>>({ running: false });
  const current = useRef<AbortController>();
  useEffect(() => () => current.current?.abort(), []);
  const run = useCallback((work: (signal: AbortSignal) => Promise<T>) => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    const end = (next: TaskState<T>) => {
      if (!controller.signal.aborted) setState(next);
    };
    setState({ running: true });
    work(controller.signal).then(
      result => end({ running: false, result }),
      cause => end({ running: false, error: toError(cause) }),
    );
  }, []);
  return { ...state, run };
}
