import { useId, type ReactNode } from 'react';
import styles from '../gates.module.css';

/** A titled surface. @internal */
export const Panel = (props: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) => {
  const titleId = useId();
  return (
    <section
      className={`${styles.root} ${styles.panel}`}
      aria-labelledby={titleId}
    >
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
