import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { QualityGatesClient } from '@heal7/backstage-plugin-quality-gates-common';
import { HttpQualityGatesService } from './HttpQualityGatesService';
import type { QualityGatesService } from './QualityGatesService';

/** Access to the evaluations for other backend plugins. @public */
export const qualityGatesServiceRef = createServiceRef<QualityGatesService>({
  id: 'quality-gates.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: ({ auth, discovery }) =>
        new HttpQualityGatesService({
          auth,
          api: new QualityGatesClient({
            discoveryApi: discovery,
            fetchApi: { fetch },
          }),
        }),
    }),
});
