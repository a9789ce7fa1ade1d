import { toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  type Evaluation,
  evaluationsChannel,
} from '@heal7/backstage-plugin-quality-gates-common';
import { qualityGatesApiRef } from '../api/qualityGatesApiRef';

/** Milliseconds: without news by signal, ask this often while the page is shown. */
const pollInterval = 60_000;

/** @internal */
export interface EvaluationsState {
  evaluations?: Evaluation[];
  error?: Error;
}

const isShown = () => document.visibilityState !== 'hidden';

// An evaluation never changes once it is stored, so the ids say whether anything is new.
const isSame = (before: Evaluation[] | undefined, after: Evaluation[]) =>
  before?.map(({ id }) => id).join() === after.map(({ id }) => id).join();

/**
 * The newest evaluation of each of the last commits, newest first. Asked for once, again on a signal, when the page is
 * shown again, and now and then; never while it is hidden.
 *
 * @internal
 */
export function useEvaluations(entityRef: string): {
  state: EvaluationsState;
  refresh: () => void;
} {
  const api = useApi(qualityGatesApiRef);
  const { lastSignal } = useSignal(evaluationsChannel(entityRef));
  const [state, setState] = useState<EvaluationsState>({});
  const running = useRef<AbortController>();

  const refresh = useCallback(() => {
    if (!isShown()) return;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    api
      .listEvaluations(
        { entityRef, latestPerCommit: true, limit: 20 },
        { signal: controller.signal },
      )
      .then(
        ({ items }) => {
          if (controller.signal.aborted) return;
          setState(before =>
            !before.error && isSame(before.evaluations, items)
              ? before
              : { evaluations: items },
          );
        },
        cause => {
          if (controller.signal.aborted) return;
          setState(before => ({ ...before, error: toError(cause) }));
        },
      );
  }, [api, entityRef]);

  useEffect(() => {
    const interval = window.setInterval(refresh, pollInterval);
    document.addEventListener('visibilitychange', refresh);
    window.addEventListener('online', refresh);
    return () => {
      window.clearInterval(interval);
      document.removeEventListener('visibilitychange', refresh);
      window.removeEventListener('online', refresh);
      running.current?.abort();
    };
  }, [refresh]);

  // The first time, and after each signal.
  useEffect(() => {
    refresh();
  }, [refresh, lastSignal]);

  return { state, refresh };
}
