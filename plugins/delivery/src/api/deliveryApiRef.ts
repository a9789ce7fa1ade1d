import { createApiRef } from '@backstage/frontend-plugin-api';
import type { DeliveryApi } from '@heal7/backstage-plugin-delivery-common';

/** What the screens need of the delivery backend. @public */
export type DeliveryScreensApi = Pick<
  DeliveryApi,
  | 'getService'
  | 'planRollback'
  | 'createRollback'
  | 'getRollback'
  | 'cancelRollback'
  | 'approveRollback'
  | 'rejectRollback'
  | 'liftHold'
>;

/** @public */
export const deliveryApiRef = createApiRef<DeliveryScreensApi>({
  id: 'plugin.delivery.service',
});
