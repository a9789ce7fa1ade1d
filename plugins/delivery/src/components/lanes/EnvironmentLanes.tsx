import type { ServiceDelivery } from '@heal7/backstage-plugin-delivery-common';
import { useWords } from '../../hooks/useWords';
import { laneView } from '../../model/laneView';
import { Panel } from '../common/Panel';
import { EnvironmentLane, type LaneHandlers } from './EnvironmentLane';
import styles from './lanes.module.css';

/** All environments side by side; on a narrow screen below each other. @internal */
export const EnvironmentLanes = (props: {
  delivery: ServiceDelivery;
  handlers: LaneHandlers;
}) => {
  const { t } = useWords();
  return (
    <Panel title={t('lanes.title')}>
      <ul className={styles.lanes}>
        {props.delivery.environments.map(environment => (
          <EnvironmentLane
            key={environment.name}
            view={laneView(environment, props.delivery)}
            handlers={props.handlers}
          />
        ))}
      </ul>
    </Panel>
  );
};
