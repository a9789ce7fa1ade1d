import { useState } from 'react';
import { Button } from '@backstage/ui';
import type { RolloutEvent } from '@heal7/backstage-plugin-delivery-common';
import { useWords } from '../../hooks/useWords';
import common from '../common/common.module.css';
import styles from './canary.module.css';

const shownAtFirst = 5;

/** What Flagger said, newest first, in its own words. @internal */
export const RolloutTimeline = (props: { events: readonly RolloutEvent[] }) => {
  const { t, clock, exact } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? props.events : props.events.slice(0, shownAtFirst);
  if (props.events.length === 0) return null;
  return (
    <div>
      <h3 className={styles.subtitle}>{t('canary.timeline')}</h3>
      <ol className={styles.timeline}>
        {shown.map((event, index) => (
          <li key={`${event.at} ${index}`} className={styles.event}>
            <time dateTime={event.at} title={exact(event.at)}>
              {clock(event.at)}
            </time>
            <span
              className={event.type === 'warning' ? common.warning : undefined}
            >
              {event.message}
            </span>
          </li>
        ))}
      </ol>
      {!all && props.events.length > shownAtFirst ? (
        <div className={styles.more}>
          <Button size="small" variant="tertiary" onPress={() => setAll(true)}>
            {t('canary.showTimeline', { number: String(props.events.length) })}
          </Button>
        </div>
      ) : null}
    </div>
  );
};
