import { useId } from 'react';
import type {
  DeliveryAction,
  Hold,
} from '@heal7/backstage-plugin-delivery-common';
import { useWords } from '../../hooks/useWords';
import type { LaneView } from '../../model/laneView';
import {
  healthKeys,
  healthTones,
  stationKeys,
  stationTones,
  syncKeys,
  syncTones,
} from '../../model/states';
import { Age } from '../common/Age';
import common from '../common/common.module.css';
import { ExternalLink } from '../common/ExternalLink';
import { Problems } from '../common/Problems';
import { StateMark } from '../common/StateMark';
import { VersionLabel } from '../common/VersionLabel';
import { ActionButton } from './ActionButton';
import { HoldNote, RollbackNote, StaleNote } from './LaneNotes';
import styles from './lanes.module.css';
import { useRelationText } from './useRelationText';

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

/** What one environment looks like right now. @internal */
export const EnvironmentLane = (props: {
  view: LaneView;
  handlers: LaneHandlers;
}) => {
  const { t, number } = useWords();
  const relationText = useRelationText();
  const titleId = useId();
  const { view, handlers } = props;
  const { environment, running, canary } = view;
  const { pods } = environment;
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
      <div className={styles.facts}>
        <span>
          {pods.desired === 0 && pods.ready === 0
            ? t('lanes.noPods')
            : t('lanes.pods', {
                ready: String(pods.ready),
                desired: String(pods.desired),
              })}
        </span>
        {environment.deployedAt ? (
          <span className={common.secondary}>
            {t('lanes.deployed', { age: <Age at={environment.deployedAt} /> })}
          </span>
        ) : null}
        {view.relation ? (
          <span className={common.secondary}>
            {relationText(view.relation)}
          </span>
        ) : null}
        {view.wants ? (
          <span className={common.warning}>
            {t('lanes.wants', { version: view.wants.label })}
          </span>
        ) : null}
        {canary ? (
          <span className={common.running}>
            {canary.weight === undefined
              ? t('lanes.canaryNoWeight', { version: canary.version.label })
              : t('lanes.canary', {
                  version: canary.version.label,
                  weight: number(canary.weight, '%'),
                })}
          </span>
        ) : null}
        {view.gates ? (
          <span>
            {t('lanes.gates')}{' '}
            <StateMark tone={stationTones[view.gates.state]}>
              {view.gates.state === 'passed'
                ? t('station.gatesPassed')
                : t(stationKeys[view.gates.state])}
            </StateMark>
          </span>
        ) : null}
      </div>
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
      {environment.links.length > 0 ? (
        <div className={styles.links}>
          {environment.links.map(link => (
            <ExternalLink key={`${link.kind} ${link.url}`} url={link.url}>
              {link.title}
            </ExternalLink>
          ))}
        </div>
      ) : null}
      {view.actions.length > 0 ? (
        <div className={styles.actions}>
          {view.actions.map(action => (
            <ActionButton
              key={action.action}
              action={action}
              environment={environment.title}
              onPress={() => handlers.onAction(environment.name, action.action)}
            />
          ))}
        </div>
      ) : null}
    </li>
  );
};
