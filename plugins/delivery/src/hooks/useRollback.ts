import { toError } from '@backstage/errors';
import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Rollback,
  ServiceDelivery,
} from '@heal7/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../api/deliveryApiRef';

/**
 * One roll back, live: out of what the tab has anyway; asked for by itself only when it is older than that.
 *
 * @internal
 */
export function useRollback(
  id: string,
  delivery: ServiceDelivery,
  created?: Rollback,
): { rollback?: Rollback; error?: Error } {
  const api = useApi(deliveryApiRef);
  const [fetched, setFetched] = useState<{
    id: string;
    rollback?: Rollback;
    error?: Error;
  }>();
  const listed = delivery.rollbacks.find(rollback => rollback.id === id);
  const mine = created?.id === id ? created : undefined;
  const unknown = !listed && !mine;

  useEffect(() => {
    if (!unknown) return undefined;
    const controller = new AbortController();
    api.getRollback(id, { signal: controller.signal }).then(
      rollback => {
        if (!controller.signal.aborted) setFetched({ id, rollback });
      },
      cause => {
        if (controller.signal.aborted) return;
        const error = toError(cause);
        setFetched({ id, error });
      },
    );
    return () => controller.abort();
  }, [api, id, unknown]);

  if (listed && mine) {
    return { rollback: listed.updatedAt < mine.updatedAt ? mine : listed };
  }
  if (listed ?? mine) return { rollback: listed ?? mine };
  return fetched?.id === id
    ? { rollback: fetched.rollback, error: fetched.error }
    : {};
}
