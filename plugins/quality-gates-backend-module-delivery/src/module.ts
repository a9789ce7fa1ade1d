import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { DeliveryClient } from '@heal7/backstage-plugin-delivery-common';
import { qualityGatesExtensionPoint } from '@heal7/backstage-plugin-quality-gates-node';
import { DeliveryDeployedCommits } from './DeliveryDeployedCommits';

/** Tells the quality gates which commit runs in which environment. @public */
export const qualityGatesModuleDelivery = createBackendModule({
  pluginId: 'quality-gates',
  moduleId: 'delivery',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        gates: qualityGatesExtensionPoint,
      },
      async init({ auth, discovery, gates }) {
        const api = new DeliveryClient({
          discoveryApi: discovery,
          fetchApi: { fetch },
        });
        gates.addDeployedCommitsSource(
          new DeliveryDeployedCommits({ api, auth }),
        );
      },
    });
  },
});
