import type { ReactNode } from 'react';
import { useWords } from '../../hooks/useWords';
import type { LaneView } from '../../model/laneView';
import { stationKeys, stationTones } from '../../model/states';
import { Age } from '../common/Age';
import common from '../common/common.module.css';
import { StateMark } from '../common/StateMark';
import styles from './lanes.module.css';
import { useRelationText } from './useRelationText';

const Secondary = ({ children }: { children: ReactNode }) => (
  <span className={common.secondary}>{children}</span>
);

const Pods = ({ ready, desired }: { ready: number; desired: number }) => {
  const { t } = useWords();
  return (
    <span>
      {desired === 0 && ready === 0
        ? t('lanes.noPods')
        : t('lanes.pods', { ready: String(ready), desired: String(desired) })}
    </span>
  );
};

const Canary = ({ canary }: { canary: NonNullable<LaneView['canary']> }) => {
  const { t, number } = useWords();
  const version = canary.version.label;
  return (
    <span className={common.running}>
      {canary.weight === undefined
        ? t('lanes.canaryNoWeight', { version })
        : t('lanes.canary', { version, weight: number(canary.weight, '%') })}
    </span>
  );
};

const Gates = ({ state }: NonNullable<LaneView['gates']>) => {
  const { t } = useWords();
  return (
    <span>
      {t('lanes.gates')}{' '}
      <StateMark tone={stationTones[state]}>
        {state === 'passed' ? t('station.gatesPassed') : t(stationKeys[state])}
      </StateMark>
    </span>
  );
};

/** Pods, age, and how the version compares with its neighbours. @internal */
export const LaneFacts = ({ view }: { view: LaneView }) => {
  const { t } = useWords();
  const relationText = useRelationText();
  const { canary, environment, gates, relation, wants } = view;
  const { deployedAt, pods } = environment;
  return (
    <div className={styles.facts}>
      <Pods {...pods} />
      {deployedAt ? (
        <Secondary>
          {t('lanes.deployed', { age: <Age at={deployedAt} /> })}
        </Secondary>
      ) : null}
      {relation ? <Secondary>{relationText(relation)}</Secondary> : null}
      {wants ? (
        <span className={common.warning}>
          {t('lanes.wants', { version: wants.label })}
        </span>
      ) : null}
      {canary ? <Canary canary={canary} /> : null}
      {gates ? <Gates {...gates} /> : null}
    </div>
  );
};
