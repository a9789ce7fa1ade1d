import type { ReactNode } from 'react';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import type { ChangeChoice } from '../../hooks/useFleetChoice';
import { type FleetChoice, sortBy } from '../../model/fleetQuery';
import styles from './table.module.css';

/** The head of a column, which sorts by it. @internal */
export const SortHead = (props: {
  column: string;
  choice: FleetChoice;
  upright?: boolean;
  onChange: ChangeChoice;
  children: ReactNode;
}) => {
  const { column, choice, upright, onChange } = props;
  const sorted = choice.sort === column;
  const ascending = choice.order === 'asc';
  const direction = ascending ? 'ascending' : 'descending';
  const Arrow = ascending ? RiArrowUpSLine : RiArrowDownSLine;
  return (
    <th
      scope="col"
      aria-sort={sorted ? direction : undefined}
      className={upright ? styles.uprightHead : styles.head}
    >
      <button
        type="button"
        className={upright ? styles.uprightSort : styles.sort}
        onClick={() => onChange(sortBy(choice, column))}
      >
        <span>{props.children}</span>
        {sorted ? <Arrow className={styles.quiet} aria-hidden="true" /> : null}
      </button>
    </th>
  );
};
