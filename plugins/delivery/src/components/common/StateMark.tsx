import type { ReactNode } from 'react';
import {
  RiAlertFill,
  RiCheckboxBlankCircleLine,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiLoader4Line,
} from '@remixicon/react';
import type { Tone } from '../../model/tone';
import styles from './common.module.css';

const icons: Record<Tone, typeof RiAlertFill> = {
  positive: RiCheckboxCircleFill,
  negative: RiCloseCircleFill,
  warning: RiAlertFill,
  running: RiLoader4Line,
  neutral: RiCheckboxBlankCircleLine,
};

/** The icon of a state. Never alone: a word stands beside it. @internal */
export const ToneIcon = ({ tone }: { tone: Tone }) => {
  const Icon = icons[tone];
  return (
    <Icon
      aria-hidden="true"
      className={tone === 'running' ? styles.turning : undefined}
    />
  );
};

/** A state: icon, word, colour. @internal */
export const StateMark = (props: { tone: Tone; children: ReactNode }) => (
  <span className={`${styles.mark} ${styles[props.tone]}`}>
    <ToneIcon tone={props.tone} />
    <span>{props.children}</span>
  </span>
);
