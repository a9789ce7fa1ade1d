import { useViewer, type Viewer } from '../../hooks/useViewer';
import { useFleet } from '../../hooks/useFleet';
import { useFleetChoice } from '../../hooks/useFleetChoice';
import { useWords } from '../../hooks/useWords';
import { fleetQuery } from '../../model/fleetQuery';
import { GatesError, GatesSkeleton, GatesStale } from '../common/GatesStates';
import gates from '../gates.module.css';
import styles from './fleet.module.css';
import { FleetEmpty } from './FleetEmpty';
import { FleetFilters } from './FleetFilters';
import { FleetServices } from './FleetServices';
import { FleetTotals } from './FleetTotals';
import { WorstChecks } from './WorstChecks';

const Fleet = ({ viewer }: { viewer: Viewer }) => {
  const { t } = useWords();
  const [choice, change] = useFleetChoice(viewer.owners);
  const { state, busy, refresh, loadMore } = useFleet(
    fleetQuery(choice, viewer.owners),
  );
  const { value: page, error } = state;
  return (
    <>
      <FleetFilters
        choice={choice}
        checks={page?.checks ?? []}
        hasOwn={viewer.owners.length > 0}
        onChange={change}
      />
      {!page && !error ? (
        <GatesSkeleton label={t('fleet.loading')} rows={9} />
      ) : null}
      {!page && error ? (
        <GatesError
          error={error}
          title={t('fleet.errorTitle')}
          onRetry={refresh}
        />
      ) : null}
      {page ? (
        <div className={styles.content} aria-busy={busy}>
          {error ? <GatesStale /> : null}
          {page.items.length === 0 ? (
            <FleetEmpty choice={choice} onChange={change} />
          ) : (
            <>
              <div className={styles.overview}>
                <FleetTotals page={page} />
                <WorstChecks
                  checks={page.checks}
                  failing={choice.failing}
                  onChange={change}
                />
              </div>
              <FleetServices
                page={page}
                choice={choice}
                busy={busy}
                onChange={change}
                onMore={loadMore}
              />
            </>
          )}
        </div>
      ) : null}
    </>
  );
};

/**
 * All services by the newest commit of their default branch, the worst first.
 *
 * @public
 */
export const FleetPage = () => {
  const { t } = useWords();
  const viewer = useViewer();
  return (
    <main className={`${gates.root} ${styles.page}`}>
      <h1 className={styles.title}>{t('fleet.title')}</h1>
      <p className={`${gates.text} ${gates.secondary}`}>{t('fleet.intro')}</p>
      {/* Whose services come first depends on who is looking. */}
      {viewer ? (
        <Fleet viewer={viewer} />
      ) : (
        <GatesSkeleton label={t('fleet.loading')} rows={9} />
      )}
    </main>
  );
};
