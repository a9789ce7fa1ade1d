import type { ReactNode } from 'react';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { markOfEvaluation } from '../../model/marks';
import { Age } from '../common/Age';
import { CommitLink } from '../common/CommitLink';
import { StateMark } from '../common/StateMark';
import { WaiversBehind } from '../common/WaiverMark';
import gates from '../gates.module.css';
import styles from './tab.module.css';

/** One judged commit of a lane: a button that shows its checks, and below it what it is. @internal */
export const LaneEntry = (props: {
  /** Branch, environments, number of the pull request. */
  name: string;
  commit: string;
  evaluation?: Evaluation;
  repositoryUrl?: string;
  selectedId?: string;
  onSelect: (evaluationId: string) => void;
  children?: ReactNode;
}) => {
  const { t } = useWords();
  const { name, commit, evaluation, repositoryUrl, children } = props;
  const selected =
    evaluation !== undefined && evaluation.id === props.selectedId;
  const mark = markOfEvaluation(evaluation);
  return (
    <li className={`${styles.entry} ${selected ? styles.selected : ''}`}>
      {evaluation ? (
        <button
          type="button"
          className={styles.choose}
          aria-pressed={selected}
          onClick={() => props.onSelect(evaluation.id)}
        >
          <StateMark mark={mark} /> <strong>{name}</strong>{' '}
          <span className={gates.hidden}>
            {t('tab.showChecks', { what: name })}
          </span>
        </button>
      ) : (
        <span className={styles.choose}>
          <StateMark mark={mark} />
          <strong>{name}</strong>
        </span>
      )}
      <div className={gates.facts}>
        {children}
        <CommitLink
          commit={commit}
          repositoryUrl={repositoryUrl}
          runUrl={evaluation?.run.url}
        />
        {evaluation ? (
          <>
            <Age at={evaluation.updatedAt} />
            <WaiversBehind checks={evaluation.checks} />
          </>
        ) : null}
      </div>
    </li>
  );
};
