import type {
  FleetCheck,
  FleetRow,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { ChangeChoice } from '../../hooks/useFleetChoice';
import { useWords } from '../../hooks/useWords';
import { checkTitle } from '../../model/checkTitles';
import { type FleetChoice, firstOrder } from '../../model/fleetQuery';
import { cardOf, cellText } from '../../model/fleetView';
import { markOfFleet } from '../../model/marks';
import { Age } from '../common/Age';
import { StateMark } from '../common/StateMark';
import gates from '../gates.module.css';
import { Choice } from './Choice';
import styles from './fleet.module.css';
import { CellIcon } from './FleetCellMark';
import { ServiceName } from './ServiceName';

const ServiceCard = (props: {
  row: FleetRow;
  checks: readonly FleetCheck[];
}) => {
  const words = useWords();
  const { t } = words;
  const { row } = props;
  const { open, passed } = cardOf(row, props.checks);
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <div>
          <ServiceName row={row} />
        </div>
        <div className={styles.cardVerdict}>
          <StateMark mark={markOfFleet(row)} />
          <Age at={row.updatedAt} />
        </div>
      </div>
      <ul className={styles.bars}>
        {open.map(({ check, cell }) => (
          <li key={check.id} className={styles.openCheck}>
            <CellIcon cell={cell} />
            <span>{cellText(check, cell, words)}</span>
          </li>
        ))}
      </ul>
      <div className={gates.secondary}>
        {open.length === 0
          ? t('fleet.allPass')
          : t('fleet.othersPass', { number: String(passed) })}
      </div>
    </li>
  );
};

/** The services one below the other, each with what it does not pass. @internal */
export const FleetCards = (props: {
  rows: readonly FleetRow[];
  checks: readonly FleetCheck[];
  choice: FleetChoice;
  onChange: ChangeChoice;
}) => {
  const words = useWords();
  const { t } = words;
  const { rows, checks, choice, onChange } = props;
  return (
    <>
      <Choice
        label={t('fleet.sort')}
        value={choice.sort}
        options={[
          { value: 'verdict', text: t('fleet.verdict') },
          { value: 'name', text: t('fleet.service') },
          { value: 'updated', text: t('fleet.updated') },
          ...checks.map(check => ({
            value: check.id,
            text: checkTitle(check, words),
          })),
        ]}
        onChange={sort => onChange({ sort, order: firstOrder(sort) })}
      />
      <ul className={styles.cards}>
        {rows.map(row => (
          <ServiceCard key={row.entityRef} row={row} checks={checks} />
        ))}
      </ul>
    </>
  );
};
