import type { ReactNode } from 'react';
import styles from '../updates.module.css';

/** Something to know before going on. @internal */
export const Note = (props: {
  tone: 'bad' | 'warning' | 'good' | 'quiet';
  title?: string;
  children?: ReactNode;
}) => (
  <div
    className={styles.note}
    data-tone={props.tone}
    role={props.tone === 'bad' ? 'alert' : 'status'}
  >
    {props.title ? <strong>{props.title}</strong> : null}
    {props.children}
  </div>
);
