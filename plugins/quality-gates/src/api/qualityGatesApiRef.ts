import { createApiRef } from '@backstage/frontend-plugin-api';
import type { QualityGatesApi } from '@heal7/backstage-plugin-quality-gates-common';

/** What the screens need of the quality gates backend. @public */
export type QualityGatesScreensApi = Pick<
  QualityGatesApi,
  | 'getServiceQuality'
  | 'listEvaluations'
  | 'getFleet'
  | 'requestWaiver'
  | 'decideWaiver'
>;

/** @public */
export const qualityGatesApiRef = createApiRef<QualityGatesScreensApi>({
  id: 'plugin.quality-gates.service',
});
