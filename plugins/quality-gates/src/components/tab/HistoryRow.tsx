import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { sortedChecks } from '../../model/evaluationView';
import { markOfEvaluation } from '../../model/marks';
import { CardChecks } from '../card/CardChecks';
import { CheckCounts } from '../common/CheckCounts';
import { EvaluationFacts } from '../common/EvaluationFacts';
import { ReportProblems } from '../common/ReportProblems';
import { StateMark } from '../common/StateMark';
import { WaiversBehind } from '../common/WaiverMark';
import gates from '../gates.module.css';
import styles from './tab.module.css';

/** A past evaluation; its checks are behind a fold. @internal */
export const HistoryRow = (props: {
  evaluation: Evaluation;
  repositoryUrl?: string;
}) => {
  const { evaluation } = props;
  return (
    <li className={styles.past}>
      <div className={gates.facts}>
        <StateMark mark={markOfEvaluation(evaluation)} />
        <WaiversBehind checks={evaluation.checks} />
        <EvaluationFacts {...props} />
      </div>
      <details className={gates.disclosure}>
        <summary>
          <CheckCounts checks={evaluation.checks} />
        </summary>
        <ReportProblems checks={evaluation.checks} />
        <CardChecks checks={sortedChecks(evaluation.checks)} />
      </details>
    </li>
  );
};
