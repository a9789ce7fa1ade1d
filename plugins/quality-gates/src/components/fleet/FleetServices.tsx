import { useId } from 'react';
import { Button } from '@backstage/ui';
import type { FleetPage } from '@heal7/backstage-plugin-quality-gates-common';
import type { ChangeChoice } from '../../hooks/useFleetChoice';
import { useWidth } from '../../hooks/useWidth';
import { useWords } from '../../hooks/useWords';
import type { FleetChoice } from '../../model/fleetQuery';
import { orderedChecks } from '../../model/fleetView';
import gates from '../gates.module.css';
import styles from './fleet.module.css';
import { FleetCards } from './FleetCards';
import { FleetTable } from './FleetTable';

/** What the table needs in px: names and verdict, and each check with or without its value. */
const room = { service: 350, value: 36, icon: 26 };

/** The services as a table where there is room for it, as cards where there is not. @internal */
export const FleetServices = (props: {
  page: FleetPage;
  choice: FleetChoice;
  busy: boolean;
  onChange: ChangeChoice;
  onMore: () => void;
}) => {
  const { t } = useWords();
  const titleId = useId();
  const [measure, width = Infinity] = useWidth();
  const { page, choice, busy, onChange } = props;
  const checks = orderedChecks(page.checks);
  const fits = (column: number) =>
    width >= room.service + column * checks.length;
  return (
    <section ref={measure} aria-labelledby={titleId}>
      <h2 id={titleId} className={gates.hidden}>
        {t('fleet.services')}
      </h2>
      {fits(room.icon) ? (
        <FleetTable
          rows={page.items}
          checks={checks}
          choice={choice}
          withValues={fits(room.value)}
          onChange={onChange}
        />
      ) : (
        <FleetCards
          rows={page.items}
          checks={checks}
          choice={choice}
          onChange={onChange}
        />
      )}
      {page.nextCursor ? (
        <div className={styles.more}>
          <Button
            size="small"
            variant="secondary"
            isPending={busy}
            onPress={props.onMore}
          >
            {t('fleet.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
};
