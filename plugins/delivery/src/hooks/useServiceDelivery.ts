import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  deliverySignalChannel,
  type ServiceDelivery,
} from '@heal7/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../api/deliveryApiRef';
import type { LiveAnswer } from '../live/LiveResource';
import { useLiveResource } from '../live/useLiveResource';

/** Everything the tab shows, in one request, kept fresh by signals. @internal */
export function useServiceDelivery(entityRef: string) {
  const api = useApi(deliveryApiRef);
  const load = useCallback(
    async (options: {
      etag?: string;
      signal: AbortSignal;
    }): Promise<LiveAnswer<ServiceDelivery>> => {
      const answer = await api.getService(entityRef, options);
      return answer.status === 'unchanged'
        ? { notModified: true, etag: answer.etag }
        : { notModified: false, etag: answer.etag, value: answer.delivery };
    },
    [api, entityRef],
  );
  return useLiveResource(deliverySignalChannel(entityRef), load);
}
