import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { Heal7PermissionPolicy } from './Heal7PermissionPolicy';
import { readPolicyConfig } from './policy-config';

/**
 * Sets the HEAL7 permission policy.
 *
 * @public
 */
export const permissionModuleHeal7 = createBackendModule({
  pluginId: 'permission',
  moduleId: 'heal7-policy',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig, policy: policyExtensionPoint },
      async init({ config, policy }) {
        policy.setPolicy(new Heal7PermissionPolicy(readPolicyConfig(config)));
      },
    });
  },
});
