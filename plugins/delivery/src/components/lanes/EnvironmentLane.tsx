import { useId } from 'react';
import type {
  DeliveryAction,
  Hold,
  Link,
} from '@heal7/backstage-plugin-delivery-common';
import { useWords } from '../../hooks/useWords';
import type { LaneView } from '../../model/laneView';
import {
  healthKeys,
  healthTones,
  syncKeys,
  syncTones,
} from '../../model/states';
import common from '../common/common.module.css';
import { ExternalLink } from '../common/ExternalLink';
import { Problems } from '../common/Problems';
import { StateMark } from '../common/StateMark';
import { VersionLabel } from '../common/VersionLabel';
import { ActionButton } from './ActionButton';
import { LaneFacts } from './LaneFacts';
import { HoldNote, RollbackNote, StaleNote } from './LaneNotes';
import styles from './lanes.module.css';

const strategyKeys = {
  rolling: 'strategy.rolling',
  'blue-green': 'strategy.blueGreen',
  canary: 'strategy.canary',
} as const;

/** What the lane lets a person do. @internal */
export interface LaneHandlers {
  onAction: (environment: string, action: DeliveryAction) => void;
  onShowRollback: (id: string) => void;
  onLiftHold: (hold: Hold) => void;
}

/** Never deployed is the beginning, not a failure. */
const nothingKey = ({ known, environment }: LaneView) => {
  if (!known) return 'lanes.notKnown';
  return environment.notDeployed ? 'lanes.notDeployed' : 'lanes.nothing';
};

const LaneLinks = ({ links }: { links: Link[] }) =>
  links.length > 0 ? (
    <div className={styles.links}>
      {links.map(link => (
        <ExternalLink key={`${link.kind} ${link.url}`} url={link.url}>
          {link.title}
        </ExternalLink>
      ))}
    </div>
  ) : null;

const LaneActions = (props: {
  view: LaneView;
  onAction: LaneHandlers['onAction'];
}) => {
  const { actions, environment } = props.view;
  return actions.length > 0 ? (
    <div className={styles.actions}>
      {actions.map(action => (
        <ActionButton
          key={action.action}
          action={action}
          environment={environment.title}
          onPress={() => props.onAction(environment.name, action.action)}
        />
      ))}
    </div>
  ) : null;
};

/** What one environment looks like right now. @internal */
export const EnvironmentLane = (props: {
  view: LaneView;
  handlers: LaneHandlers;
}) => {
  const { t } = useWords();
  const titleId = useId();
  const { view, handlers } = props;
  const { environment, running } = view;
  // What was true once must not shine.
  const stale = view.stale ? ('neutral' as const) : undefined;
  return (
    <li className={styles.lane} aria-labelledby={titleId}>
      <h3 className={styles.title}>
        <span id={titleId}>{environment.title}</span>
        <span className={`${styles.strategy} ${common.secondary}`}>
          {t(strategyKeys[environment.strategy])}
        </span>
      </h3>
      {view.stale ? <StaleNote stale={view.stale} /> : null}
      <div className={styles.running}>
        {running ? (
          <VersionLabel version={running} copy />
        ) : (
          <span className={common.secondary}>{t(nothingKey(view))}</span>
        )}
      </div>
      <div className={styles.states}>
        {environment.notDeployed ? null : (
          <StateMark tone={stale ?? healthTones[environment.health]}>
            {t(healthKeys[environment.health])}
          </StateMark>
        )}
        <StateMark tone={stale ?? syncTones[environment.sync]}>
          {t(syncKeys[environment.sync])}
        </StateMark>
      </div>
      <LaneFacts view={view} />
      <Problems problems={view.problems} />
      {view.rollback ? (
        <RollbackNote
          rollback={view.rollback}
          environment={environment.title}
          onShow={handlers.onShowRollback}
        />
      ) : null}
      {view.holds.map(hold => (
        <HoldNote
          key={hold.id}
          hold={hold}
          environment={environment.title}
          onLift={handlers.onLiftHold}
        />
      ))}
      <LaneLinks links={environment.links} />
      <LaneActions view={view} onAction={handlers.onAction} />
    </li>
  );
};
