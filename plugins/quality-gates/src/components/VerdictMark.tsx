import type { ReactNode } from 'react';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiQuestionFill,
} from '@remixicon/react';
import type { Verdict } from '@heal7/backstage-plugin-quality-gates-common';
import styles from './gates.module.css';

const looks = {
  passed: { Icon: RiCheckboxCircleFill, className: styles.positive },
  failed: { Icon: RiCloseCircleFill, className: styles.negative },
  inconclusive: { Icon: RiQuestionFill, className: styles.warning },
  error: { Icon: RiAlertFill, className: styles.warning },
} satisfies Record<Verdict, { Icon: typeof RiAlertFill; className: string }>;

/** A verdict: icon, word, colour. What could not be judged never looks like a failure or a pass. @internal */
export const VerdictMark = (props: {
  verdict: Verdict;
  children: ReactNode;
}) => {
  const { Icon, className } = looks[props.verdict];
  return (
    <span className={`${styles.mark} ${className}`}>
      <Icon aria-hidden="true" />
      <span>{props.children}</span>
    </span>
  );
};
