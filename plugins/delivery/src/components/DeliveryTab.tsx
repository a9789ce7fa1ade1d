import { useMemo, type ReactNode } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { alertApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ServiceDelivery } from '@heal7/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../api/deliveryApiRef';
import { NowProvider } from '../hooks/now';
import { useServiceDelivery } from '../hooks/useServiceDelivery';
import { useTabDialogs } from '../hooks/useTabDialogs';
import { useWords } from '../hooks/useWords';
import type { LiveResource } from '../live/LiveResource';
import { failureMessage } from '../model/requestFailure';
import common from './common/common.module.css';
import { Age } from './common/Age';
import { Note } from './common/Note';
import { DeliveryScreen } from './DeliveryScreen';
import { LiveIndicator } from './LiveIndicator';
import styles from './tab.module.css';
import { TabDialogs } from './TabDialogs';
import { TabError } from './TabError';
import { TabSkeleton } from './TabSkeleton';

const Loaded = (props: {
  delivery: ServiceDelivery;
  problem?: Error;
  resource: LiveResource<ServiceDelivery>;
  service: string;
  cards?: ReactNode;
}) => {
  const { t } = useWords();
  const api = useApi(deliveryApiRef);
  const alerts = useApi(alertApiRef);
  const dialogs = useTabDialogs();
  const { delivery, problem, resource, service } = props;
  const { ask, show } = dialogs;
  const { refresh } = resource;

  const handlers = useMemo(
    () => ({
      onAction: ask,
      onShowRollback: show,
      onLiftHold: (hold: { id: string }) => {
        api.liftHold(hold.id).then(refresh, (error: Error) =>
          alerts.post({
            message: t('rollback.decisionFailed', {
              message: failureMessage(error),
            }),
            severity: 'error',
            display: 'transient',
          }),
        );
      },
    }),
    [ask, show, api, refresh, alerts, t],
  );

  const confirmedAt = resource.confirmedAt();
  return (
    <div className={`${common.root} ${styles.tab}`}>
      <LiveIndicator resource={resource} />
      {problem ? (
        <Note tone="neutral" role="status">
          {t('live.staleNote', {
            message: failureMessage(problem),
            age: (
              <Age
                at={
                  confirmedAt === undefined
                    ? delivery.generatedAt
                    : new Date(confirmedAt).toISOString()
                }
              />
            ),
          })}
        </Note>
      ) : null}
      <DeliveryScreen
        delivery={delivery}
        service={service}
        handlers={handlers}
        cards={props.cards}
      />
      <TabDialogs
        dialogs={dialogs}
        delivery={delivery}
        service={service}
        onChanged={refresh}
      />
    </div>
  );
};

/**
 * The CI/CD tab of the entity in context.
 *
 * @public
 */
export const DeliveryTab = (props: { cards?: ReactNode }) => {
  const { entity } = useEntity();
  const { state, resource } = useServiceDelivery(stringifyEntityRef(entity));
  switch (state.status) {
    case 'loading':
      return <TabSkeleton />;
    case 'failed':
      return <TabError error={state.error} onRetry={resource.refresh} />;
    default:
      return (
        <NowProvider>
          <Loaded
            delivery={state.value}
            problem={state.problem}
            resource={resource}
            service={entity.metadata.name}
            cards={props.cards}
          />
        </NowProvider>
      );
  }
};
