import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import { browserClock, browserPage } from './browserPage';
import {
  LiveResource,
  type LiveResourceOptions,
  type LiveState,
} from './LiveResource';

/**
 * A value that stays fresh: loaded once, again when a signal arrives on the channel. `load` must be stable
 * (`useCallback`); another `load` starts anew.
 *
 * @internal
 */
export function useLiveResource<T>(
  channel: string,
  load: LiveResourceOptions<T>['load'],
): { state: LiveState<T>; resource: LiveResource<T> } {
  const { lastSignal, isSignalsAvailable } = useSignal(channel);

  const resource = useMemo(
    () =>
      new LiveResource<T>({
        load,
        page: browserPage,
        clock: browserClock,
        signals: isSignalsAvailable,
      }),
    [load, isSignalsAvailable],
  );

  useEffect(() => {
    resource.start();
    return () => resource.stop();
  }, [resource]);

  const handled = useRef(lastSignal);
  useEffect(() => {
    if (lastSignal && lastSignal !== handled.current) {
      handled.current = lastSignal;
      resource.signalled();
    }
  }, [lastSignal, resource]);

  const state = useSyncExternalStore(resource.subscribe, resource.getState);
  return { state, resource };
}
