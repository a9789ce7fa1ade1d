import type { StationState } from '@heal7/backstage-plugin-delivery-common';
import { useSentence } from '../../hooks/useSentence';
import { useWords } from '../../hooks/useWords';
import type { StationView } from '../../model/journeyView';
import { firstLink } from '../../model/links';
import { stationKeys, stationTones } from '../../model/states';
import { Age } from '../common/Age';
import common from '../common/common.module.css';
import { ExternalLink } from '../common/ExternalLink';
import { StateMark } from '../common/StateMark';
import styles from './journey.module.css';

const lines: Record<StationState, string> = {
  waiting: '',
  running: styles.going,
  passed: styles.passed,
  failed: styles.failed,
  unknown: styles.unsure,
  'rolled-back': styles.unsure,
};

const StationTime = (props: { at?: string; seconds?: number }) => {
  const { duration } = useWords();
  const parts = [
    ...(props.at ? [<Age key="at" at={props.at} />] : []),
    ...(props.seconds !== undefined ? [duration(props.seconds)] : []),
  ];
  return parts.length > 0 ? (
    <span className={common.secondary}>
      {parts[0]}
      {parts.length > 1 ? ' · ' : null}
      {parts[1]}
    </span>
  ) : null;
};

/** One station of a release: name, state, time, and the link to its page. @internal */
export const Station = (props: { view: StationView; short: boolean }) => {
  const { t } = useWords();
  const say = useSentence();
  const { station, label } = props.view;
  const name = 'key' in label ? t(label.key) : label.title;
  const link = firstLink(
    station.links,
    'run',
    'commit',
    'argocd',
    'image',
    'dashboard',
    'manifests',
    'pull-request',
    'other',
  );
  const linked = link ? (
    <ExternalLink url={link.url}>{name}</ExternalLink>
  ) : (
    name
  );
  if (props.short) {
    return (
      <li>
        <StateMark tone={stationTones[station.state]}>{linked}</StateMark>
        <span className={common.hidden}>{t(stationKeys[station.state])}</span>
      </li>
    );
  }
  return (
    <li className={`${styles.station} ${lines[station.state]}`}>
      <span className={styles.name}>{linked}</span>
      <StateMark tone={stationTones[station.state]}>
        {station.id === 'gates' && station.state === 'passed'
          ? t('station.gatesPassed')
          : t(stationKeys[station.state])}
        {station.note ? ` · ${say(station.note)}` : ''}
      </StateMark>
      <StationTime at={station.at} seconds={station.durationSeconds} />
    </li>
  );
};
