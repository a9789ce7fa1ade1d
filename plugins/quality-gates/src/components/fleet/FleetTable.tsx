import type {
  FleetCheck,
  FleetRow,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { ChangeChoice } from '../../hooks/useFleetChoice';
import { useWords } from '../../hooks/useWords';
import { checkTitle } from '../../model/checkTitles';
import { groupKeys } from '../../model/checkView';
import type { FleetChoice } from '../../model/fleetQuery';
import { columnGroups } from '../../model/fleetView';
import { markOfFleet } from '../../model/marks';
import { Age } from '../common/Age';
import { StateMark } from '../common/StateMark';
import styles from './table.module.css';
import { FleetCellMark } from './FleetCellMark';
import { ServiceName } from './ServiceName';
import { SortHead } from './SortHead';

/** Services × checks. @internal */
export const FleetTable = (props: {
  rows: readonly FleetRow[];
  checks: readonly FleetCheck[];
  choice: FleetChoice;
  withValues: boolean;
  onChange: ChangeChoice;
}) => {
  const words = useWords();
  const { t } = words;
  const { rows, checks, choice, withValues, onChange } = props;
  const sorting = { choice, onChange };
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <td colSpan={3} />
          {columnGroups(checks).map(({ group, columns }) => (
            <th
              key={group}
              scope="colgroup"
              colSpan={columns}
              className={
                columns === 1 ? `${styles.group} ${styles.alone}` : styles.group
              }
              title={t(groupKeys[group])}
            >
              {t(groupKeys[group])}
            </th>
          ))}
        </tr>
        <tr>
          <SortHead {...sorting} column="name">
            {t('fleet.service')}
          </SortHead>
          <SortHead {...sorting} column="verdict">
            {t('fleet.verdict')}
          </SortHead>
          <SortHead {...sorting} column="updated">
            {t('fleet.updated')}
          </SortHead>
          {checks.map(check => (
            <SortHead {...sorting} key={check.id} column={check.id} upright>
              {checkTitle(check, words)}
            </SortHead>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.entityRef}>
            <th scope="row" className={styles.name}>
              <ServiceName row={row} />
            </th>
            <td>
              <StateMark mark={markOfFleet(row)} />
            </td>
            <td>
              <Age at={row.updatedAt} />
            </td>
            {checks.map(check => (
              <FleetCellMark
                key={check.id}
                check={check}
                cell={row.cells[check.id]}
                withValue={withValues}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
