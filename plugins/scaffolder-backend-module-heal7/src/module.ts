import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderAutocompleteExtensionPoint } from '@backstage/plugin-scaffolder-node/alpha';
import { createCatalogWaitAction } from './actions/catalog-wait';
import { createServiceCheckAction } from './actions/service-check';
import { createServiceUnfinishedAction } from './actions/service-unfinished';
import { createTemplateRecordAction } from './actions/template-record';
import { createServiceNameHandler } from './autocomplete/createServiceNameHandler';
import { readServiceDefaults } from './service-defaults';

/**
 * Adds `heal7:service:check`, `heal7:service:unfinished`, `heal7:template:record` and `heal7:catalog:wait` to Scaffolder, and the
 * live check of the name of a new service.
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
        autocomplete: scaffolderAutocompleteExtensionPoint,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ auth, autocomplete, catalog, config, scaffolder }) {
        const integrations = ScmIntegrations.fromConfig(config);
        const defaults = readServiceDefaults(config);
        autocomplete.addAutocompleteProvider({
          id: 'heal7',
          handler: createServiceNameHandler({
            auth,
            catalog,
            integrations,
            defaults,
          }),
        });
        scaffolder.addActions(
          createServiceCheckAction({ auth, catalog, integrations, defaults }),
          createCatalogWaitAction({ auth, catalog }),
          createTemplateRecordAction(),
          createServiceUnfinishedAction({
            auth,
            catalog,
            integrations,
            defaults,
          }),
        );
      },
    });
  },
});
