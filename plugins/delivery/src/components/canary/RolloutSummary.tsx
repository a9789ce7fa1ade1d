import type { Rollout } from '@heal7/backstage-plugin-delivery-common';
import { useWords } from '../../hooks/useWords';
import { asSteps } from '../../model/chartGeometry';
import { LazyLineChart } from '../charts/LazyLineChart';
import common from '../common/common.module.css';
import { Note } from '../common/Note';
import { StateMark } from '../common/StateMark';
import styles from './canary.module.css';

const RouteState = ({ rollout }: { rollout: Rollout }) => {
  const { t, number } = useWords();
  const reported = number(rollout.reportedWeight, '%');
  if (rollout.weight === undefined) {
    return <Note tone="warning">{t('canary.routeUnknown', { reported })}</Note>;
  }
  if (!rollout.routeAgrees) {
    return (
      <Note tone="warning">
        {t('canary.routeDisagrees', {
          real: number(rollout.weight, '%'),
          reported,
        })}
      </Note>
    );
  }
  return <StateMark tone="positive">{t('canary.routeAgrees')}</StateMark>;
};

/** How much traffic, how far, how many failed checks, and whether the real route agrees. @internal */
export const RolloutSummary = ({ rollout }: { rollout: Rollout }) => {
  const { t, number, duration } = useWords();
  const weight =
    rollout.weight === undefined
      ? t('canary.weightUnknown')
      : number(rollout.weight, '%');
  const failing = rollout.failedChecks > 0;
  return (
    <div className={styles.summaryRow}>
      <dl className={styles.summary}>
        <div>
          <dt>{t('canary.weight')}</dt>
          <dd>
            <span className={styles.big}>
              {rollout.active
                ? t('canary.weightOf', {
                    weight,
                    max: number(rollout.maxWeight, '%'),
                  })
                : weight}
            </span>
            {rollout.active ? (
              <div className={`${styles.small} ${common.secondary}`}>
                {t('canary.step', {
                  step: String(rollout.step),
                  steps: String(rollout.steps),
                })}{' '}
                ·{' '}
                {t('canary.every', {
                  duration: duration(rollout.intervalSeconds),
                })}
              </div>
            ) : null}
          </dd>
        </div>
        <div>
          <dt>{t('canary.failedChecks')}</dt>
          <dd>
            <span className={`${styles.big} ${failing ? common.negative : ''}`}>
              {t('canary.failedChecksOf', {
                failed: String(rollout.failedChecks),
                threshold: String(rollout.threshold),
              })}
            </span>
            <div className={`${styles.small} ${common.secondary}`}>
              {t('canary.failedChecksHint', {
                threshold: String(rollout.threshold),
              })}
            </div>
          </dd>
        </div>
        <div>
          <dt>{t('canary.route')}</dt>
          <dd>
            <RouteState rollout={rollout} />
          </dd>
        </div>
      </dl>
      {rollout.weightSeries.length > 1 ? (
        <LazyLineChart
          label={t('canary.weightChart', { weight })}
          canary={asSteps(rollout.weightSeries)}
          limits={[rollout.maxWeight]}
          floor={0}
        />
      ) : null}
    </div>
  );
};
