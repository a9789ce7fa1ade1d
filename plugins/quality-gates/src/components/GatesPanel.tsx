import { useId, type ReactNode } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { useEvaluations } from '../hooks/useEvaluations';
import styles from './gates.module.css';
import {
  GatesEmpty,
  GatesError,
  GatesSkeleton,
  GatesStale,
} from './GatesStates';

/** A titled surface that loads the evaluations of the entity in context and shows every state of that. @internal */
export const GatesPanel = (props: {
  title: string;
  aside?: (evaluations: Evaluation[]) => ReactNode;
  children: (evaluations: Evaluation[]) => ReactNode;
}) => {
  const titleId = useId();
  const { entity } = useEntity();
  const { state, refresh } = useEvaluations(stringifyEntityRef(entity));
  const { evaluations, error } = state;
  return (
    <section
      className={`${styles.root} ${styles.panel}`}
      aria-labelledby={titleId}
    >
      <div className={styles.panelHead}>
        <h2 className={styles.panelTitle} id={titleId}>
          {props.title}
        </h2>
        {evaluations ? props.aside?.(evaluations) : null}
      </div>
      {!evaluations && !error ? <GatesSkeleton /> : null}
      {!evaluations && error ? (
        <GatesError error={error} onRetry={refresh} />
      ) : null}
      {evaluations ? (
        <div className={styles.body}>
          {error ? <GatesStale /> : null}
          {evaluations.length === 0 ? (
            <GatesEmpty />
          ) : (
            props.children(evaluations)
          )}
        </div>
      ) : null}
    </section>
  );
};
