import { useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  EnvironmentState,
  Release,
} from '@heal7/backstage-plugin-delivery-common';
import { useNow } from '../../hooks/now';
import { useWords } from '../../hooks/useWords';
import common from '../common/common.module.css';
import { Panel } from '../common/Panel';
import { VersionLabel } from '../common/VersionLabel';
import styles from './journey.module.css';
import { Station } from './Station';
import { isUneventful, stationViews } from '../../model/journeyView';

/** More than these are history; they stay one click away. */
const shownAtFirst = 3;

const ReleaseRow = (props: {
  release: Release;
  environments: readonly EnvironmentState[];
}) => {
  const { t, duration } = useWords();
  const now = useNow();
  const { version, leadTimeSeconds, underWaySince } = props.release;
  const short = isUneventful(props.release);
  return (
    <li className={styles.release}>
      <div className={styles.head}>
        <VersionLabel version={version} copy />
        <span className={styles.message}>
          {version.message}{' '}
          {version.author ? (
            <span className={common.secondary}>
              {t('journey.by', { author: version.author })}
            </span>
          ) : null}
        </span>
        {leadTimeSeconds !== undefined ? (
          <span className={common.secondary}>
            {t('journey.leadTime', { duration: duration(leadTimeSeconds) })}
          </span>
        ) : null}
        {underWaySince ? (
          <span className={common.secondary}>
            {t('journey.leadTimeSoFar', {
              duration: duration((now - Date.parse(underWaySince)) / 1_000),
            })}
          </span>
        ) : null}
      </div>
      <ol
        className={short ? styles.shortStations : styles.stations}
        aria-label={t('journey.stations', { version: version.label })}
      >
        {stationViews(props.release, props.environments).map(view => (
          <Station key={view.station.id} view={view} short={short} />
        ))}
      </ol>
    </li>
  );
};

/** The releases on their way from commit to production, newest first. @internal */
export const ReleaseJourney = (props: {
  releases: readonly Release[];
  environments: readonly EnvironmentState[];
}) => {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const hidden = props.releases.length - shownAtFirst;
  const shown = all ? props.releases : props.releases.slice(0, shownAtFirst);
  return (
    <Panel title={t('journey.title')}>
      {props.releases.length === 0 ? (
        <span className={common.secondary}>{t('journey.empty')}</span>
      ) : (
        <ol className={styles.list}>
          {shown.map(release => (
            <ReleaseRow
              key={release.version.tag}
              release={release}
              environments={props.environments}
            />
          ))}
        </ol>
      )}
      {hidden > 0 ? (
        <div className={styles.more}>
          <Button
            size="small"
            variant="secondary"
            aria-expanded={all}
            onPress={() => setAll(!all)}
          >
            {all
              ? t('journey.showFewer')
              : t('journey.showAll', { number: String(hidden) })}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
};
