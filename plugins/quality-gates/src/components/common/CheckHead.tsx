import type { CheckResult } from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { checkTitle } from '../../model/checkTitles';
import { limitText, valueText } from '../../model/checkView';
import { markOfCheck } from '../../model/marks';
import styles from '../gates.module.css';
import { StateMark } from './StateMark';

/** State, name, and the value against the limit. @internal */
export const CheckHead = ({ check }: { check: CheckResult }) => {
  const words = useWords();
  const { t } = words;
  return (
    <div className={styles.checkHead}>
      <StateMark mark={markOfCheck(check)} />
      <strong>{checkTitle(check, words)}</strong>
      <span className={styles.value}>
        {valueText(check, words)}{' '}
        <span className={styles.secondary}>
          {t('check.limit', { limit: limitText(check, words) })}
        </span>
      </span>
      {check.blocking ? null : (
        <span className={styles.secondary} title={t('check.advisoryHint')}>
          {t('check.advisory')}
        </span>
      )}
    </div>
  );
};
