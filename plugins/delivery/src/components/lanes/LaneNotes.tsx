import { Button } from '@backstage/ui';
import { RiLockLine, RiWifiOffLine } from '@remixicon/react';
import type { Hold, Rollback } from '@heal7/backstage-plugin-delivery-common';
import { useNow } from '../../hooks/now';
import { useSentence } from '../../hooks/useSentence';
import { useWords } from '../../hooks/useWords';
import type { LaneView } from '../../model/laneView';
import { Age } from '../common/Age';
import { Note } from '../common/Note';
import styles from './lanes.module.css';

/** The grey strip of a lane whose source does not answer: why, since when, and how old the rest is. @internal */
export const StaleNote = ({
  stale,
}: {
  stale: NonNullable<LaneView['stale']>;
}) => {
  const { t, age } = useWords();
  const say = useSentence();
  const now = useNow();
  const { cluster, outage, observedAt } = stale;
  const source = cluster
    ? t('lanes.cluster', { name: cluster })
    : t('lanes.source');
  return (
    <Note tone="neutral" icon={<RiWifiOffLine aria-hidden="true" />}>
      {outage ? say(outage) : t('lanes.stale', { source })}
      {outage?.since
        ? ` (${t('problem.since', { age: age(outage.since, now) })})`
        : ''}{' '}
      {observedAt
        ? t('lanes.lastKnown', { age: <Age at={observedAt} /> })
        : t('lanes.lastKnownNoTime')}
    </Note>
  );
};

/** A roll back that is going on here, with the way to watch it. @internal */
export const RollbackNote = (props: {
  rollback: Rollback;
  environment: string;
  onShow: (id: string) => void;
}) => {
  const { t } = useWords();
  const { rollback } = props;
  const pending = rollback.state === 'pending-approval';
  return (
    <Note tone={pending ? 'warning' : 'running'}>
      <div className={styles.row}>
        {t(pending ? 'lanes.rollbackPending' : 'lanes.rollbackRunning', {
          version: rollback.to.label,
        })}
        <Button
          size="small"
          variant="secondary"
          aria-label={t('lanes.showRollback', {
            environment: props.environment,
          })}
          onPress={() => props.onShow(rollback.id)}
        >
          {t('lanes.show')}
        </Button>
      </div>
    </Note>
  );
};

/** A version that must not come back, until someone lifts the hold. @internal */
export const HoldNote = (props: {
  hold: Hold;
  environment: string;
  onLift: (hold: Hold) => void;
}) => {
  const { t } = useWords();
  const { hold } = props;
  return (
    <Note tone="neutral" icon={<RiLockLine aria-hidden="true" />}>
      <div className={styles.row}>
        {t('lanes.held', { version: hold.version.label, reason: hold.reason })}
        <Button
          size="small"
          variant="secondary"
          aria-label={t('lanes.liftHoldLabel', {
            version: hold.version.label,
            environment: props.environment,
          })}
          onPress={() => props.onLift(hold)}
        >
          {t('lanes.liftHold')}
        </Button>
      </div>
    </Note>
  );
};
