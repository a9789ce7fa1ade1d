import type { ReactNode } from 'react';
import type { FreshState } from '../../live/FreshResource';
import styles from '../gates.module.css';
import { GatesError, GatesSkeleton, GatesStale } from './GatesStates';

/** Every state of something that is loaded: on its way, not to be had, there, there but old. @internal */
export function Loaded<T>(props: {
  state: FreshState<T>;
  onRetry: () => void;
  children: (value: T) => ReactNode;
}) {
  const { value, error } = props.state;
  if (value === undefined) {
    return error ? (
      <GatesError error={error} onRetry={props.onRetry} />
    ) : (
      <GatesSkeleton />
    );
  }
  return (
    <div className={styles.body}>
      {error ? <GatesStale /> : null}
      {props.children(value)}
    </div>
  );
}
