import type { ReactNode } from 'react';
import styles from './rollback.module.css';

/** One of the three numbered parts of the dialog. @internal */
export const PlanPart = (props: {
  number: number;
  title: string;
  busy?: boolean;
  children: ReactNode;
}) => (
  <section
    className={`${styles.part} ${props.busy ? styles.busy : ''}`}
    aria-label={props.title}
    aria-busy={props.busy}
  >
    <h3 className={styles.heading}>
      <span className={styles.number} aria-hidden="true">
        {props.number}
      </span>
      {props.title}
    </h3>
    {props.children}
  </section>
);
