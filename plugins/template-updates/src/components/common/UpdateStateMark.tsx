import type { UpdateState } from '@heal7/backstage-plugin-template-updates-common';
import {
  RiArrowUpCircleFill,
  RiCheckboxCircleFill,
  RiGitPullRequestFill,
  RiQuestionFill,
} from '@remixicon/react';
import { useWords } from '../../hooks/useWords';
import styles from '../updates.module.css';

const icons = {
  current: RiCheckboxCircleFill,
  behind: RiArrowUpCircleFill,
  proposed: RiGitPullRequestFill,
  unknown: RiQuestionFill,
} satisfies Record<UpdateState, typeof RiQuestionFill>;

/** How a service stands: icon, word, colour. @internal */
export const UpdateStateMark = ({ state }: { state: UpdateState }) => {
  const { t } = useWords();
  const Icon = icons[state];
  return (
    <span className={styles.state} data-state={state}>
      <Icon aria-hidden="true" /> {t(`state.${state}`)}
    </span>
  );
};
