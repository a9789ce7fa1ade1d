import type {
  CheckResult,
  Evaluation,
  ServiceQuality,
} from '@heal7/backstage-plugin-quality-gates-common';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { groupKeys } from '../../model/checkView';
import { groupedChecks } from '../../model/evaluationView';
import { markOfEvaluation } from '../../model/marks';
import { waitingWaiver } from '../../model/waiverView';
import { CheckCounts } from '../common/CheckCounts';
import { EvaluationFacts } from '../common/EvaluationFacts';
import { Panel } from '../common/Panel';
import { PendingNote } from '../common/PendingNote';
import { ReportProblems } from '../common/ReportProblems';
import { StateMark } from '../common/StateMark';
import { WaiversBehind } from '../common/WaiverMark';
import gates from '../gates.module.css';
import { CheckRow } from './CheckRow';
import styles from './tab.module.css';

/** The checks of the chosen evaluation, in their groups. @internal */
export const SelectedEvaluation = (props: {
  quality: ServiceQuality;
  evaluation: Evaluation;
  onRequestWaiver: (check: CheckResult) => void;
}) => {
  const { t } = useWords();
  const now = useNow();
  const { quality, evaluation } = props;
  const { checks, commit, gate } = evaluation;
  return (
    <Panel
      title={t('tab.checksOf', { commit: commit.slice(0, 7) })}
      aside={
        <>
          <StateMark mark={markOfEvaluation(evaluation)} />
          <WaiversBehind checks={checks} />
          <EvaluationFacts
            evaluation={evaluation}
            repositoryUrl={quality.repositoryUrl}
          />
          <span className={gates.secondary}>
            {t('evaluation.gate', { gate })}
          </span>
          <span className={gates.secondary}>
            <CheckCounts checks={checks} />
          </span>
        </>
      }
    >
      <div className={gates.body}>
        <PendingNote evaluation={evaluation} />
        <ReportProblems checks={checks} />
        {groupedChecks(checks).map(({ group, checks: inGroup }) => (
          <div key={group}>
            <h3 className={styles.groupTitle}>{t(groupKeys[group])}</h3>
            <ul className={gates.checks}>
              {inGroup.map(check => (
                <CheckRow
                  key={check.id}
                  check={check}
                  commit={commit}
                  trend={quality.trends.find(
                    ({ checkId }) => checkId === check.id,
                  )}
                  mayRequest={quality.allowed.requestWaiver}
                  waiting={waitingWaiver(quality.waivers, check.id, now)}
                  onRequestWaiver={() => props.onRequestWaiver(check)}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Panel>
  );
};
