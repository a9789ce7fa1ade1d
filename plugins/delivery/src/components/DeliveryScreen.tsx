import type { ReactNode } from 'react';
import type { ServiceDelivery } from '@heal7/backstage-plugin-delivery-common';
import { shownRollouts } from '../model/canaryView';
import { CanaryPanel } from './canary/CanaryPanel';
import { Problems } from './common/Problems';
import { HeadlineBanner } from './HeadlineBanner';
import { History } from './history/History';
import { ReleaseJourney } from './journey/ReleaseJourney';
import type { LaneHandlers } from './lanes/EnvironmentLane';
import { EnvironmentLanes } from './lanes/EnvironmentLanes';
import { TabEmpty } from './TabEmpty';

/** What is wrong → what is moving → what is true now → history. Only draws. @internal */
export const DeliveryScreen = (props: {
  delivery: ServiceDelivery;
  service: string;
  handlers: LaneHandlers;
  cards?: ReactNode;
}) => {
  const { delivery, handlers } = props;
  const { headline } = delivery;
  const rollouts = shownRollouts(delivery);
  const deployed = delivery.environments.length > 0;
  return (
    <>
      {headline ? (
        <HeadlineBanner
          headline={headline}
          hasDetails={rollouts.some(
            ({ environment }) => environment.name === headline.environment,
          )}
        />
      ) : null}
      <Problems problems={delivery.problems} />
      {deployed ? null : <TabEmpty service={props.service} />}
      {deployed || delivery.releases.length > 0 ? (
        <ReleaseJourney
          releases={delivery.releases}
          environments={delivery.environments}
        />
      ) : null}
      {deployed ? (
        <EnvironmentLanes delivery={delivery} handlers={handlers} />
      ) : null}
      {rollouts.map(({ environment, rollout }) => (
        <CanaryPanel
          key={environment.name}
          environment={environment}
          rollout={rollout}
        />
      ))}
      {props.cards}
      {deployed || delivery.history.length > 0 ? (
        <History
          history={delivery.history}
          environments={delivery.environments}
          onShowRollback={handlers.onShowRollback}
        />
      ) : null}
    </>
  );
};
