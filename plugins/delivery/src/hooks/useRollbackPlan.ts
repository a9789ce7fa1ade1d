import { toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { RollbackPlan } from '@heal7/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../api/deliveryApiRef';

/** @internal */
export interface PlanState {
  plan?: RollbackPlan;
  loading: boolean;
  error?: Error;
}

/**
 * The plan of a roll back, made by the backend. The last one stays on the screen while a new one is made; an answer
 * that was overtaken is dropped.
 *
 * @internal
 */
export function useRollbackPlan(entityRef: string, environment: string) {
  const api = useApi(deliveryApiRef);
  const [state, setState] = useState<PlanState>({ loading: true });
  const running = useRef<AbortController>();

  const replan = useCallback(
    async (toTag?: string) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setState(before => ({ plan: before.plan, loading: true }));
      try {
        const plan = await api.planRollback(
          { entityRef, environment, toTag },
          { signal: controller.signal },
        );
        if (!controller.signal.aborted) setState({ plan, loading: false });
      } catch (cause) {
        if (controller.signal.aborted) return;
        const error = toError(cause);
        setState(before => ({ plan: before.plan, loading: false, error }));
      }
    },
    [api, entityRef, environment],
  );

  useEffect(() => {
    replan();
    return () => running.current?.abort();
  }, [replan]);

  return { state, replan };
}
