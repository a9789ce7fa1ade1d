import { useId } from 'react';
import type { FleetPage } from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { totalsOf } from '../../model/fleetView';
import { StateMark } from '../common/StateMark';
import styles from './fleet.module.css';

/** How many services of the whole selection stand how. @internal */
export const FleetTotals = ({ page }: { page: FleetPage }) => {
  const { t } = useWords();
  const titleId = useId();
  return (
    <section className={styles.box} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.boxTitle}>
        {t('fleet.totals')}
      </h2>
      <ul className={styles.totals}>
        {totalsOf(page).map(({ mark, number }) => (
          <li key={mark} className={styles.total}>
            <span className={styles.number}>{number}</span>{' '}
            <StateMark mark={mark} quiet={number === 0} />
          </li>
        ))}
      </ul>
    </section>
  );
};
