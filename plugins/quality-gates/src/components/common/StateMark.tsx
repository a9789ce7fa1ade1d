import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiContrastFill,
  RiFileDamageFill,
  RiFileUnknowFill,
  RiGitCommitFill,
  RiHistoryFill,
  RiHourglassFill,
  RiIndeterminateCircleLine,
  RiQuestionFill,
} from '@remixicon/react';
import { useWords } from '../../hooks/useWords';
import type { Mark } from '../../model/marks';
import styles from '../gates.module.css';

const looks = {
  passed: { Icon: RiCheckboxCircleFill, className: styles.positive },
  failed: { Icon: RiCloseCircleFill, className: styles.negative },
  inconclusive: { Icon: RiQuestionFill, className: styles.warning },
  error: { Icon: RiAlertFill, className: styles.warning },
  pending: { Icon: RiHourglassFill, className: styles.running },
  missing: { Icon: RiFileUnknowFill, className: styles.warning },
  stale: { Icon: RiHistoryFill, className: styles.warning },
  otherCommit: { Icon: RiGitCommitFill, className: styles.warning },
  contradictory: { Icon: RiContrastFill, className: styles.warning },
  unreadable: { Icon: RiFileDamageFill, className: styles.warning },
  notJudged: { Icon: RiIndeterminateCircleLine, className: styles.neutral },
} satisfies Record<Mark, { Icon: typeof RiAlertFill; className: string }>;

/** The icon of a state alone, for where the word stands beside it. @internal */
export const MarkIcon = ({ mark }: { mark: Mark }) => {
  const { Icon, className } = looks[mark];
  return (
    <span className={`${styles.mark} ${className}`}>
      <Icon aria-hidden="true" />
    </span>
  );
};

/** A state: icon, word, colour. What could not be judged never looks like a failure or a pass. @internal */
export const StateMark = ({
  mark,
  quiet = false,
}: {
  mark: Mark;
  /** Without colour: nothing is in this state. */
  quiet?: boolean;
}) => {
  const { t } = useWords();
  const { Icon, className } = looks[mark];
  return (
    <span className={`${styles.mark} ${quiet ? styles.neutral : className}`}>
      <Icon aria-hidden="true" />
      <span>{t(`mark.${mark}`)}</span>
    </span>
  );
};
