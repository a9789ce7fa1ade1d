import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { MetricsProvider } from './metrics-provider';

/** @public */
export interface DeliveryMetricsExtensionPoint {
  /**
   * Adds a metrics system beside those of `delivery.prometheus`; environments name it in `prometheus:`. Its queries come
   * from `delivery.metrics.queries`.
   */
  addMetricsProvider(name: string, provider: MetricsProvider): void;
}

/** @public */
export const deliveryMetricsExtensionPoint =
  createExtensionPoint<DeliveryMetricsExtensionPoint>({
    id: 'delivery.metrics',
  });
