import { DeliveryClient } from '@heal7/backstage-plugin-delivery-common';
import { DecisionsClient } from './DecisionsClient';
import type { DeliveryScreensApi } from './deliveryApiRef';

/** The screens' view of the backend over HTTP. @internal */
export function createDeliveryApi(options: {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}): DeliveryScreensApi {
  const client = new DeliveryClient(options);
  const decisions = new DecisionsClient(options);
  return {
    getService: (...args) => client.getService(...args),
    planRollback: (...args) => client.planRollback(...args),
    createRollback: (...args) => client.createRollback(...args),
    getRollback: (...args) => client.getRollback(...args),
    cancelRollback: (...args) => client.cancelRollback(...args),
    approveRollback: (...args) => decisions.approveRollback(...args),
    rejectRollback: (...args) => decisions.rejectRollback(...args),
    liftHold: (...args) => decisions.liftHold(...args),
  };
}
