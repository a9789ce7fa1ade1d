import type {
  EnvironmentState,
  Rollout,
} from '@heal7/backstage-plugin-delivery-common';
import { useSentence } from '../../hooks/useSentence';
import { useWords } from '../../hooks/useWords';
import { phaseKeys, phaseTones } from '../../model/states';
import { Age } from '../common/Age';
import common from '../common/common.module.css';
import { Note } from '../common/Note';
import { Panel } from '../common/Panel';
import { StateMark } from '../common/StateMark';
import styles from './canary.module.css';
import { MetricRow } from './MetricRow';
import { RolloutSummary } from './RolloutSummary';
import { RolloutTimeline } from './RolloutTimeline';

/** Where "Details" of the banner leads. @internal */
export const canaryPanelId = (environment: string) => `canary-${environment}`;

/** A progressive rollout that runs, or the last one, and why it went as it went. @internal */
export const CanaryPanel = (props: {
  environment: EnvironmentState;
  rollout: Rollout;
}) => {
  const { t } = useWords();
  const say = useSentence();
  const { environment, rollout } = props;
  const title = rollout.canary
    ? t('canary.title', {
        version: rollout.canary.label,
        environment: environment.title,
      })
    : t('canary.titleNoVersion', { environment: environment.title });
  return (
    <Panel
      id={canaryPanelId(environment.name)}
      title={title}
      aside={
        <>
          <StateMark tone={phaseTones[rollout.phase]}>
            {t(phaseKeys[rollout.phase])}
          </StateMark>
          <span className={common.secondary}>
            {rollout.stable
              ? t('canary.stable', { version: rollout.stable.label })
              : null}
            {rollout.stable && rollout.startedAt ? ' · ' : null}
            {rollout.startedAt
              ? t('canary.started', { age: <Age at={rollout.startedAt} /> })
              : null}
          </span>
        </>
      }
    >
      <div className={styles.body}>
        {rollout.reason ? (
          <Note tone={rollout.phase === 'failed' ? 'negative' : 'warning'}>
            {say(rollout.reason)}
          </Note>
        ) : null}
        <RolloutSummary rollout={rollout} />
        {rollout.metrics.length > 0 ? (
          <ul className={styles.metrics}>
            {rollout.metrics.map(metric => (
              <MetricRow key={metric.name} metric={metric} />
            ))}
          </ul>
        ) : (
          <span className={common.secondary}>{t('canary.noMetrics')}</span>
        )}
        <RolloutTimeline events={rollout.timeline} />
      </div>
    </Panel>
  );
};
