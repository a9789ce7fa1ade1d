import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  Evaluation,
  ServiceQuality,
} from '@heal7/backstage-plugin-quality-gates-common';
import { useServiceQuality } from '../../hooks/useServiceQuality';
import { useWords } from '../../hooks/useWords';
import {
  countChecks,
  notPassed,
  sortedChecks,
} from '../../model/evaluationView';
import { isPending, markOfEvaluation } from '../../model/marks';
import { isEmpty, mainEvaluation } from '../../model/qualityView';
import { Age } from '../common/Age';
import { RunLink } from '../common/EvaluationFacts';
import { GatesEmpty } from '../common/GatesStates';
import { Loaded } from '../common/Loaded';
import { Panel } from '../common/Panel';
import { PendingNote } from '../common/PendingNote';
import { ReportProblems } from '../common/ReportProblems';
import { StateMark } from '../common/StateMark';
import { TabLink } from '../common/TabLink';
import { WaiversBehind } from '../common/WaiverMark';
import styles from '../gates.module.css';
import { CardChecks } from './CardChecks';
import { ProductionSentence } from './ProductionSentence';

const CardAside = ({ evaluation }: { evaluation: Evaluation }) => (
  <>
    <StateMark mark={markOfEvaluation(evaluation)} />
    <WaiversBehind checks={evaluation.checks} />
    <Age at={evaluation.updatedAt} />
    <RunLink url={evaluation.run.url} />
    <TabLink entityRef={evaluation.entityRef} />
  </>
);

const CardBody = ({ quality }: { quality: ServiceQuality }) => {
  const { t } = useWords();
  const evaluation = mainEvaluation(quality);
  if (isEmpty(quality)) return <GatesEmpty />;
  if (!evaluation) {
    return (
      <p className={styles.text}>
        {t('card.mainEmpty')} <TabLink entityRef={quality.entityRef} />
      </p>
    );
  }
  const { checks } = evaluation;
  // What is awaited stands in the note, as one sentence.
  const open = notPassed(checks).filter(check => !isPending(check));
  const { pending } = countChecks(checks);
  return (
    <>
      <ProductionSentence quality={quality} evaluation={evaluation} />
      <PendingNote evaluation={evaluation} />
      {open.length > 0 ? <CardChecks checks={open} /> : null}
      {open.length + pending === 0 ? (
        <span>{t('card.allPassed', { count: checks.length })}</span>
      ) : null}
      <ReportProblems checks={checks} />
      <details className={styles.disclosure}>
        <summary>
          {t('card.allChecks', { number: String(checks.length) })}
        </summary>
        <CardChecks checks={sortedChecks(checks)} />
      </details>
    </>
  );
};

/**
 * Whether the newest commit of the default branch is good enough, what is in the way, and whether it is what production
 * runs. For the entity in context.
 *
 * @public
 */
export const QualityGatesCard = () => {
  const { t } = useWords();
  const { entity } = useEntity();
  const { state, refresh } = useServiceQuality(stringifyEntityRef(entity));
  const evaluation = state.value && mainEvaluation(state.value);
  return (
    <Panel
      title={t('card.title')}
      aside={evaluation ? <CardAside evaluation={evaluation} /> : null}
    >
      <Loaded state={state} onRetry={refresh}>
        {quality => <CardBody quality={quality} />}
      </Loaded>
    </Panel>
  );
};
