import type { ServiceQuality } from '@heal7/backstage-plugin-quality-gates-common';
import type { QualityGatesScreensApi } from '../api/qualityGatesApiRef';
import { FreshResource } from './FreshResource';

/** So many entities are remembered, so that going back to a page shows something at once. */
const remembered = 20;

const resources = new WeakMap<
  QualityGatesScreensApi,
  Map<string, FreshResource<ServiceQuality>>
>();

/** The one resource of an entity that all cards of a page share. @internal */
export function qualityResourceOf(
  api: QualityGatesScreensApi,
  entityRef: string,
): FreshResource<ServiceQuality> {
  const ofApi = resources.get(api) ?? new Map();
  resources.set(api, ofApi);
  const resource: FreshResource<ServiceQuality> =
    ofApi.get(entityRef) ??
    new FreshResource(signal => api.getServiceQuality(entityRef, { signal }));
  // The newest comes last, the oldest is forgotten; whoever still shows it keeps it.
  ofApi.delete(entityRef);
  ofApi.set(entityRef, resource);
  const [oldest] = ofApi.keys();
  if (ofApi.size > remembered) ofApi.delete(oldest);
  return resource;
}
