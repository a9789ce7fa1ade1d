import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createCatalogWaitAction } from './actions/catalog-wait';
import { createServiceCheckAction } from './actions/service-check';
import { readServiceDefaults } from './service-defaults';

/**
 * Adds `heal7:service:check` and `heal7:catalog:wait` to Scaffolder.
 *
 * @public
 */
export const scaffolderModuleHeal7 = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'heal7',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ auth, catalog, config, scaffolder }) {
        const integrations = ScmIntegrations.fromConfig(config);
        scaffolder.addActions(
          createServiceCheckAction({
            auth,
            catalog,
            integrations,
            defaults: readServiceDefaults(config),
          }),
          createCatalogWaitAction({ auth, catalog }),
        );
      },
    });
  },
});
