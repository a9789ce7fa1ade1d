import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import { evaluationsChannel } from '@heal7/backstage-plugin-quality-gates-common';
import { qualityGatesApiRef } from '../api/qualityGatesApiRef';
import { qualityResourceOf } from '../live/qualityResources';

/** Everything about the quality of an entity, in one request that all cards of the page share. @internal */
export function useServiceQuality(entityRef: string) {
  const api = useApi(qualityGatesApiRef);
  const resource = useMemo(
    () => qualityResourceOf(api, entityRef),
    [api, entityRef],
  );
  const state = useSyncExternalStore(resource.subscribe, resource.getState);
  const { lastSignal } = useSignal(evaluationsChannel(entityRef));
  useEffect(() => {
    if (lastSignal) resource.announced(lastSignal);
  }, [lastSignal, resource]);
  return { state, refresh: resource.refresh };
}
