import type {
  FleetCell,
  FleetCheck,
} from '@heal7/backstage-plugin-quality-gates-common';
import { RiCheckLine, RiShieldCheckLine } from '@remixicon/react';
import { useWords } from '../../hooks/useWords';
import { cellText } from '../../model/fleetView';
import { formatCompact, roundingOf } from '../../model/format';
import { markOfFleet } from '../../model/marks';
import { MarkIcon } from '../common/StateMark';
import gates from '../gates.module.css';
import styles from './table.module.css';

/** How a cell stands, without words. @internal */
export const CellIcon = ({ cell }: { cell: FleetCell }) => {
  // Colour only where something is wrong.
  if (cell.verdict === 'passed') {
    return (
      <RiCheckLine
        className={`${styles.quiet} ${gates.neutral}`}
        aria-hidden="true"
      />
    );
  }
  return cell.waived ? (
    <RiShieldCheckLine
      className={`${styles.quiet} ${gates.warning}`}
      aria-hidden="true"
    />
  ) : (
    <MarkIcon mark={markOfFleet(cell)} />
  );
};

/** One cell of the table: an icon and a short value to look at, the whole sentence to read and to hear. @internal */
export const FleetCellMark = (props: {
  check: FleetCheck;
  cell?: FleetCell;
  withValue: boolean;
}) => {
  const words = useWords();
  const { check, cell, withValue } = props;
  if (!cell) {
    return (
      <td className={styles.cell}>
        <span className={gates.hidden}>{words.t('fleet.notApplying')}</span>
      </td>
    );
  }
  const text = cellText(check, cell, words);
  return (
    <td className={styles.cell} title={text}>
      <CellIcon cell={cell} />
      {withValue && cell.value !== undefined ? (
        <span className={styles.short} aria-hidden="true">
          {formatCompact(cell.value, cell.unit, roundingOf(check.threshold))}
        </span>
      ) : null}
      <span className={gates.hidden}>{text}</span>
    </td>
  );
};
