import { DeliveryClient } from '@heal7/backstage-plugin-delivery-common';
import type { DeliveryScreensApi } from './deliveryApiRef';

/** The screens' view of the backend over HTTP. @internal */
export const createDeliveryApi = (options: {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}): DeliveryScreensApi => new DeliveryClient(options);
