import type { ReactNode } from 'react';
import { webAddress } from '../../model/names';
import styles from '../updates.module.css';

/** To a page of another system, in a window of its own. @internal */
export const WebLink = (props: { to: string; children: ReactNode }) => {
  const href = webAddress(props.to);
  return href ? (
    <a className={styles.link} href={href} target="_blank" rel="noreferrer">
      {props.children}
    </a>
  ) : (
    <span>{props.children}</span>
  );
};
