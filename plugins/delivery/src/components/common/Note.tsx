import type { ReactNode } from 'react';
import type { Tone } from '../../model/tone';
import styles from './common.module.css';
import { ToneIcon } from './StateMark';

/** A strip with something to know, in the place it concerns. @internal */
export const Note = (props: {
  tone: Tone;
  role?: 'alert' | 'status';
  icon?: ReactNode;
  children: ReactNode;
}) => (
  <div
    className={`${styles.note} ${styles[`note${props.tone}`]}`}
    role={props.role}
  >
    {props.icon ?? <ToneIcon tone={props.tone} />}
    <div className={styles.noteBody}>{props.children}</div>
  </div>
);
