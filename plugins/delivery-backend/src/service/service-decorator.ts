import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ServiceDelivery } from '@heal7/backstage-plugin-delivery-common';

/**
 * Adds to the answer of `GET /services/:kind/:namespace/:name` what another part of the plugin knows:
 * `rollbacks`, `holds` and the `actions` of each environment. Must not throw for one part being unavailable.
 */
export type ServiceDecorator = (
  delivery: ServiceDelivery,
  credentials: BackstageCredentials,
) => Promise<ServiceDelivery>;
