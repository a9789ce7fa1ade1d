import {
  type Waiver,
  type WaiverState,
  waiverStateAt,
} from '@heal7/backstage-plugin-quality-gates-common';
import {
  RiCloseCircleLine,
  RiHistoryLine,
  RiHourglassLine,
  RiShieldCheckFill,
  RiShieldCrossLine,
} from '@remixicon/react';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { checkTitle } from '../../model/checkTitles';
import { nameOfRef } from '../../model/waiverView';
import { Age } from '../common/Age';
import gates from '../gates.module.css';
import { WaiverActions } from './WaiverActions';
import type { WaiverTask } from './WaiverDialogs';

const looks = {
  requested: { Icon: RiHourglassLine, className: gates.running },
  approved: { Icon: RiShieldCheckFill, className: gates.warning },
  rejected: { Icon: RiCloseCircleLine, className: gates.neutral },
  revoked: { Icon: RiShieldCrossLine, className: gates.neutral },
  expired: { Icon: RiHistoryLine, className: gates.neutral },
} satisfies Record<
  WaiverState,
  { Icon: typeof RiHistoryLine; className: string }
>;

const Decision = ({ waiver }: { waiver: Waiver }) => {
  const { t } = useWords();
  if (!waiver.decidedBy) return null;
  const person = nameOfRef(waiver.decidedBy);
  return (
    <span className={gates.secondary}>
      {waiver.decisionReason
        ? t('waiver.decidedBy', { person, reason: waiver.decisionReason })
        : t('waiver.decidedByOnly', { person })}
    </span>
  );
};

const lasts = (state: WaiverState) =>
  state === 'requested' || state === 'approved';

/** Until when it counts; of one that was refused or ended early, who did it is said instead. */
const End = (props: { state: WaiverState; expiresAt: string }) => {
  const { t, day, exact } = useWords();
  const { state, expiresAt } = props;
  if (!lasts(state) && state !== 'expired') return null;
  return (
    <time
      className={gates.secondary}
      dateTime={expiresAt}
      title={exact(expiresAt)}
    >
      {t(lasts(state) ? 'waiver.until' : 'waiver.ended', {
        day: day(expiresAt),
      })}
    </time>
  );
};

/** One exception: how it stands, for which check, why, by whom, until when. @internal */
export const WaiverRow = (props: {
  waiver: Waiver;
  title: string;
  mayDecide: boolean;
  userRef?: string;
  onTask: (task: WaiverTask) => void;
}) => {
  const words = useWords();
  const { t } = words;
  const now = useNow();
  const { waiver, title } = props;
  const { checkId, expiresAt, reason, requestedAt, requestedBy } = waiver;
  const state = waiverStateAt(waiver, new Date(now));
  const { Icon, className } = looks[state];
  return (
    <li className={gates.check}>
      <div className={gates.checkHead}>
        <span className={`${gates.mark} ${className}`}>
          <Icon aria-hidden="true" />
          <span>{t(`waiver.state.${state}`)}</span>
        </span>
        <strong>{checkTitle({ id: checkId, title }, words)}</strong>
        <End state={state} expiresAt={expiresAt} />
      </div>
      <div>{reason}</div>
      <div className={gates.facts}>
        <span className={gates.secondary}>
          {t('waiver.requestedBy', { person: nameOfRef(requestedBy) })}
        </span>
        <Age at={requestedAt} />
        <Decision waiver={waiver} />
      </div>
      <WaiverActions {...props} now={now} />
    </li>
  );
};
