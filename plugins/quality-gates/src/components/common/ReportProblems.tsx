import type {
  CheckResult,
  ReportProblem,
} from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { decidingProblems, problemKey } from '../../model/evaluationView';
import styles from '../gates.module.css';

/** Which reports could not be used, and why. @internal */
export const ProblemList = (props: { problems: readonly ReportProblem[] }) => (
  <ul className={styles.details}>
    {props.problems.map(problem => (
      <li key={problemKey(problem)}>
        <code>{problem.file}</code>: {problem.message}
      </li>
    ))}
  </ul>
);

/** Reports that CI sent and nobody could use, and for want of which the verdict is not known. @internal */
export const ReportProblems = ({
  checks,
}: {
  checks: readonly CheckResult[];
}) => {
  const { t } = useWords();
  const problems = decidingProblems(checks);
  if (problems.length === 0) return null;
  return (
    <div className={`${styles.note} ${styles.notewarning}`}>
      <div className={styles.noteBody}>
        <strong>{t('card.problems')}</strong>
        <ProblemList problems={problems} />
      </div>
    </div>
  );
};
