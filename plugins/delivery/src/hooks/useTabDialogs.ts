import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type {
  DeliveryAction,
  Rollback,
} from '@heal7/backstage-plugin-delivery-common';

const parameter = 'rollback';

/**
 * Which dialog is open. A roll back under way is in the address (`?rollback=<id>`), so that it can be shared; a plan
 * that nobody has confirmed is not.
 *
 * @internal
 */
export function useTabDialogs() {
  const [search, setSearch] = useSearchParams();
  const [asking, setAsking] = useState<{
    environment: string;
    action: DeliveryAction;
  }>();
  const [created, setCreated] = useState<Rollback>();

  const setId = useCallback(
    (id?: string) =>
      setSearch(
        before => {
          const after = new URLSearchParams(before);
          if (id) after.set(parameter, id);
          else after.delete(parameter);
          return after;
        },
        { replace: true },
      ),
    [setSearch],
  );

  return {
    asking,
    rollbackId: search.get(parameter) ?? undefined,
    /** The newest answer to something this person did, until the tab's own data has it. */
    created,
    ask: useCallback(
      (environment: string, action: DeliveryAction) =>
        setAsking({ environment, action }),
      [],
    ),
    show: setId,
    started: useCallback(
      (rollback: Rollback) => {
        setCreated(rollback);
        setAsking(undefined);
        setId(rollback.id);
      },
      [setId],
    ),
    close: useCallback(() => {
      setAsking(undefined);
      setId(undefined);
    }, [setId]),
  };
}
