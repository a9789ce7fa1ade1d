import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  FleetPage,
  FleetQuery,
} from '@heal7/backstage-plugin-quality-gates-common';
import {
  qualityGatesApiRef,
  type QualityGatesScreensApi,
} from '../api/qualityGatesApiRef';
import { FreshResource } from '../live/FreshResource';

const pageSize = 50;
/** The backend gives no more at once. */
const largestPage = 200;

/** The first `wanted` services, over as many pages as that takes. */
async function loadServices(
  api: QualityGatesScreensApi,
  query: FleetQuery,
  wanted: number,
  signal: AbortSignal,
): Promise<FleetPage> {
  const limitFor = (missing: number) => Math.min(largestPage, missing);
  let page = await api.getFleet(
    { ...query, limit: limitFor(wanted) },
    { signal },
  );
  while (page.nextCursor && page.items.length < wanted) {
    const limit = limitFor(wanted - page.items.length);
    const { nextCursor: cursor, items } = page;
    const next = await api.getFleet({ ...query, limit, cursor }, { signal });
    page = { ...next, items: [...items, ...next.items] };
  }
  return page;
}

/** The services of a selection, kept fresh while the page is shown. @internal */
export function useFleet(query: FleetQuery) {
  const api = useApi(qualityGatesApiRef);
  const key = JSON.stringify(query);
  const [more, setMore] = useState({ key, pages: 1 });
  const wanted = useRef(pageSize);
  const pages = more.key === key ? more.pages : 1;
  wanted.current = pages * pageSize;

  const resource = useMemo(
    () =>
      new FreshResource<FleetPage>(signal =>
        loadServices(api, JSON.parse(key), wanted.current, signal),
      ),
    [api, key],
  );
  const state = useSyncExternalStore(resource.subscribe, resource.getState);

  // What was shown stays until the answer to another choice is there.
  const before = useRef<FleetPage>();
  useEffect(() => {
    if (state.value) before.current = state.value;
  }, [state.value]);

  useEffect(() => {
    if (pages > 1) resource.refresh();
  }, [resource, pages]);

  const loadMore = useCallback(
    () => setMore({ key, pages: pages + 1 }),
    [key, pages],
  );
  const value = state.value ?? (state.error ? undefined : before.current);
  return {
    state: { ...state, ...(value ? { value } : {}) },
    /** An answer is on its way that will change what is shown. */
    busy:
      !state.error &&
      (!state.value ||
        (state.value.nextCursor !== undefined &&
          state.value.items.length < wanted.current)),
    refresh: resource.refresh,
    loadMore,
  };
}
