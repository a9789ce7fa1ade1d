import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import styles from '../gates.module.css';

/** Reports that CI sent and nobody could use: said, because a missing value is explained by them. @internal */
export const ReportProblems = ({
  problems,
}: {
  problems: Evaluation['problems'];
}) => {
  const { t } = useWords();
  if (problems.length === 0) return null;
  return (
    <div className={`${styles.note} ${styles.notewarning}`}>
      <div className={styles.noteBody}>
        <strong>{t('card.problems')}</strong>
        <ul className={styles.details}>
          {problems.map(problem => (
            <li key={`${problem.file} ${problem.code} ${problem.message}`}>
              <code>{problem.file}</code>: {problem.message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
};
