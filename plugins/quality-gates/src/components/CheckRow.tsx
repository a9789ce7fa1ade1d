import type { CheckResult } from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../hooks/useWords';
import {
  detailItems,
  limitText,
  reasonText,
  stateWord,
  valueText,
} from '../model/checkView';
import styles from './gates.module.css';
import { VerdictMark } from './VerdictMark';

/** One check: its state, the value against the limit, and why. @internal */
export const CheckRow = ({ check }: { check: CheckResult }) => {
  const words = useWords();
  const { t } = words;
  const value = valueText(check);
  const { items, more } = detailItems(check);
  return (
    <li className={styles.check}>
      <div className={styles.checkHead}>
        <VerdictMark verdict={check.verdict}>
          {stateWord(check, words)}
        </VerdictMark>
        <strong>{check.title}</strong>
        <span className={styles.value}>
          {value}{' '}
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
      {check.verdict === 'passed' ? null : (
        <>
          <div className={styles.secondary}>{reasonText(check, words)}</div>
          {items.length > 0 ? (
            <ul className={styles.details}>
              {items.map(item => (
                <li key={item}>{item}</li>
              ))}
              {more > 0 ? (
                <li>{t('check.more', { number: String(more) })}</li>
              ) : null}
            </ul>
          ) : null}
        </>
      )}
    </li>
  );
};
