import type { Rollback } from '@heal7/backstage-plugin-delivery-common';
import { useNow } from '../../hooks/now';
import { useSentence } from '../../hooks/useSentence';
import { useWords } from '../../hooks/useWords';
import { rollbackPhaseKeys, stepKeys, stepTones } from '../../model/states';
import common from '../common/common.module.css';
import { ExternalLink } from '../common/ExternalLink';
import { StateMark } from '../common/StateMark';
import styles from './rollback.module.css';

/** The four phases, live. @internal */
export const RollbackPhases = ({ rollback }: { rollback: Rollback }) => {
  const { t, duration } = useWords();
  const say = useSentence();
  const now = useNow();
  return (
    <ol className={styles.phases}>
      {rollback.steps.map(step => {
        const seconds = step.startedAt
          ? ((step.finishedAt ? Date.parse(step.finishedAt) : now) -
              Date.parse(step.startedAt)) /
            1000
          : undefined;
        return (
          <li key={step.phase} className={styles.phase}>
            <span className={styles.phaseHead}>
              <strong>{t(rollbackPhaseKeys[step.phase])}</strong>
              <StateMark tone={stepTones[step.state]}>
                {t(stepKeys[step.state])}
                {seconds !== undefined && step.state !== 'skipped'
                  ? ` · ${duration(seconds)}`
                  : ''}
              </StateMark>
            </span>
            <span>
              {step.detail ? say(step.detail) : null}
              {step.links?.map(link => (
                <span key={link.url} className={common.secondary}>
                  {' '}
                  <ExternalLink url={link.url}>{link.title}</ExternalLink>
                </span>
              ))}
            </span>
          </li>
        );
      })}
    </ol>
  );
};
