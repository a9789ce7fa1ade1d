import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../hooks/useWords';
import { verdictKeys } from '../model/checkView';
import { countChecks, sortedChecks } from '../model/evaluationView';
import { Checks, ReportProblems } from './EvaluationChecks';
import { EvaluationFacts } from './EvaluationFacts';
import styles from './gates.module.css';
import { GatesPanel } from './GatesPanel';
import { VerdictMark } from './VerdictMark';

const EvaluationRow = (props: { evaluation: Evaluation; open: boolean }) => {
  const { t } = useWords();
  const { checks, problems, verdict, gate } = props.evaluation;
  const { failed, unclear, passed } = countChecks(checks);
  return (
    <li className={styles.evaluation}>
      <div className={styles.facts}>
        <VerdictMark verdict={verdict}>{t(verdictKeys[verdict])}</VerdictMark>
        <EvaluationFacts evaluation={props.evaluation} />
        <span className={styles.secondary}>
          {t('evaluation.gate', { gate })}
        </span>
      </div>
      <details className={styles.disclosure} open={props.open}>
        <summary>
          {t('evaluation.counts', {
            failed: String(failed),
            unclear: String(unclear),
            passed: String(passed),
          })}
        </summary>
        <ReportProblems problems={problems} />
        <Checks checks={sortedChecks(checks)} />
      </details>
    </li>
  );
};

/**
 * The judged commits of the entity in context, newest first.
 *
 * @public
 */
export const QualityGatesTab = () => {
  const { t } = useWords();
  return (
    <div className={styles.tab}>
      <GatesPanel title={t('card.history')}>
        {evaluations => (
          <ol className={styles.evaluations}>
            {evaluations.map((evaluation, index) => (
              <EvaluationRow
                key={evaluation.id}
                evaluation={evaluation}
                open={index === 0}
              />
            ))}
          </ol>
        )}
      </GatesPanel>
    </div>
  );
};
