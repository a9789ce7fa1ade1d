import { useWords } from '../hooks/useWords';
import { verdictKeys } from '../model/checkView';
import {
  mainEvaluation,
  notPassed,
  sortedChecks,
} from '../model/evaluationView';
import { Checks, ReportProblems } from './EvaluationChecks';
import { EvaluationFacts } from './EvaluationFacts';
import styles from './gates.module.css';
import { GatesPanel } from './GatesPanel';
import { VerdictMark } from './VerdictMark';

/**
 * Whether the newest commit of the main branch is good enough, and what is in the way. For the entity in context.
 *
 * @public
 */
export const QualityGatesCard = () => {
  const { t } = useWords();
  return (
    <GatesPanel
      title={t('card.title')}
      aside={evaluations => {
        const evaluation = mainEvaluation(evaluations);
        return evaluation ? (
          <>
            <VerdictMark verdict={evaluation.verdict}>
              {t(verdictKeys[evaluation.verdict])}
            </VerdictMark>
            <EvaluationFacts evaluation={evaluation} />
          </>
        ) : null;
      }}
    >
      {evaluations => {
        const evaluation = mainEvaluation(evaluations);
        if (!evaluation) return null;
        const { checks, problems } = evaluation;
        const open = notPassed(checks);
        return (
          <>
            {open.length > 0 ? (
              <Checks checks={open} />
            ) : (
              <span>{t('card.allPassed', { count: checks.length })}</span>
            )}
            <ReportProblems problems={problems} />
            <details className={styles.disclosure}>
              <summary>
                {t('card.allChecks', { number: String(checks.length) })}
              </summary>
              <Checks checks={sortedChecks(checks)} />
            </details>
          </>
        );
      }}
    </GatesPanel>
  );
};
