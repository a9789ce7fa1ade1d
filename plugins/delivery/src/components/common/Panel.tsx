import { useId, type ReactNode } from 'react';
import styles from './common.module.css';

/** A titled part of the page. @internal */
export const Panel = (props: {
  title: ReactNode;
  aside?: ReactNode;
  id?: string;
  children: ReactNode;
}) => {
  const titleId = useId();
  return (
    <section className={styles.panel} aria-labelledby={titleId} id={props.id}>
      <div className={styles.panelHead}>
        <h2 className={styles.panelTitle} id={titleId}>
          {props.title}
        </h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
};
