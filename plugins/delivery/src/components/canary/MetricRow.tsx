import type { RolloutMetric } from '@heal7/backstage-plugin-delivery-common';
import { useSentence } from '../../hooks/useSentence';
import { useWords } from '../../hooks/useWords';
import {
  measuredText,
  metricNameKey,
  thresholdText,
} from '../../model/canaryView';
import { verdictKeys, verdictTones } from '../../model/states';
import { LazyLineChart } from '../charts/LazyLineChart';
import { StateMark } from '../common/StateMark';
import styles from './canary.module.css';

/** One metric: canary against stable and against its limit, with the verdict and why. @internal */
export const MetricRow = ({ metric }: { metric: RolloutMetric }) => {
  const words = useWords();
  const say = useSentence();
  const { t } = words;
  const key = metricNameKey(metric.name);
  const name = key ? t(key) : metric.name;
  const canary = measuredText(metric.canary, metric.unit, words);
  const stable = measuredText(metric.stable, metric.unit, words);
  const limit = thresholdText(metric, words);
  const { min, max } = metric.threshold;
  return (
    <li className={styles.metric}>
      <span className={styles.name}>
        {name}
        <StateMark tone={verdictTones[metric.verdict]}>
          {t(verdictKeys[metric.verdict])}
        </StateMark>
      </span>
      <dl className={styles.values}>
        <div>
          <dt>{t('canary.canaryValue')}</dt>
          <dd>{canary}</dd>
        </div>
        <div>
          <dt>{t('canary.stableValue')}</dt>
          <dd>{stable}</dd>
        </div>
        <div>
          <dt>{t('canary.threshold')}</dt>
          <dd>{limit}</dd>
        </div>
      </dl>
      {metric.canarySeries.length > 1 ? (
        <LazyLineChart
          label={t('canary.chart', { metric: name, canary, stable, limit })}
          canary={metric.canarySeries}
          stable={metric.stableSeries}
          limits={[min, max].filter(value => value !== undefined)}
        />
      ) : (
        <span />
      )}
      <p className={styles.why}>{say(metric.reason)}</p>
    </li>
  );
};
