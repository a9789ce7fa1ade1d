import { useId, type CSSProperties } from 'react';
import type { FleetCheck } from '@heal7/backstage-plugin-quality-gates-common';
import type { ChangeChoice } from '../../hooks/useFleetChoice';
import { useWords } from '../../hooks/useWords';
import { checkTitle } from '../../model/checkTitles';
import { worstChecks } from '../../model/fleetView';
import gates from '../gates.module.css';
import styles from './fleet.module.css';

const part = (number: number, all: number): CSSProperties => ({
  width: `${all === 0 ? 0 : (number / all) * 100}%`,
});

/** What fails most: each bar shows only the services behind it when it is pressed. @internal */
export const WorstChecks = (props: {
  checks: readonly FleetCheck[];
  failing?: string;
  onChange: ChangeChoice;
}) => {
  const words = useWords();
  const { t } = words;
  const titleId = useId();
  const worst = worstChecks(props.checks);
  const largest = Math.max(...props.checks.map(({ services }) => services));
  return (
    <section className={styles.box} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.boxTitle}>
        {t('fleet.worst')}
      </h2>
      {worst.length === 0 ? (
        <p className={gates.text}>{t('fleet.worstNone')}</p>
      ) : (
        <ul className={styles.bars}>
          {worst.map(check => {
            const chosen = props.failing === check.id;
            const title = checkTitle(check, words);
            const count = check.failed + check.unclear;
            return (
              <li key={check.id}>
                <button
                  type="button"
                  className={styles.bar}
                  aria-pressed={chosen}
                  onClick={() =>
                    props.onChange({ failing: chosen ? '' : check.id })
                  }
                >
                  <span className={styles.barName}>{title}</span>{' '}
                  <span className={styles.track} aria-hidden="true">
                    <span
                      className={styles.failedPart}
                      style={part(check.failed, largest)}
                    />
                    <span
                      className={styles.unclearPart}
                      style={part(check.unclear, largest)}
                    />
                  </span>
                  <span className={styles.barNumber}>{count}</span>{' '}
                  <span className={gates.hidden}>
                    {t('fleet.worstBar', {
                      count,
                      failed: String(check.failed),
                    })}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
};
