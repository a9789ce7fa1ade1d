import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { templateUpdatesPermissions } from '@heal7/backstage-plugin-template-updates-common';
import { registerActions } from './actions/registerActions';
import { readTemplateUpdatesConfig } from './config/readTemplateUpdatesConfig';
import { GithubApi } from './repositories/GithubApi';
import { GithubPullRequests } from './repositories/GithubPullRequests';
import { GithubRepositories } from './repositories/GithubRepositories';
import { RecordFinder } from './records/RecordFinder';
import { createRouter } from './router/createRouter';
import { openDatabase } from './store/openDatabase';
import { ServiceStore } from './store/ServiceStore';
import { ScaffolderRenderer } from './templates/ScaffolderRenderer';
import { TemplatePreviewer } from './templates/TemplatePreviewer';
import { TemplateArchive } from './templates/TemplateArchive';
import { TemplateReader } from './templates/TemplateReader';
import { AuthorizedUpdateService } from './updates/AuthorizedUpdateService';
import { checkEverything } from './updates/checkEverything';
import { DefaultUpdateService } from './updates/DefaultUpdateService';
import { ServiceChecker } from './updates/ServiceChecker';
import { UpdatePlanner } from './updates/UpdatePlanner';

/** Brings services to the newest version of the template they were made from. @public */
export const templateUpdatesPlugin = createBackendPlugin({
  pluginId: 'template-updates',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        reader: coreServices.urlReader,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, catalog, config, logger } = deps;
        const { checkMinutes, companions } = readTemplateUpdatesConfig(config);
        const integrations = ScmIntegrations.fromConfig(config);
        const knex = await openDatabase(deps.database);
        const store = new ServiceStore(knex);
        const archive = new TemplateArchive(knex);
        const reader = new TemplateReader(deps.reader);
        const api = new GithubApi({ integrations });
        const repositories = new GithubRepositories(api, deps.reader);
        const pullRequests = new GithubPullRequests(api);
        const renderer = new ScaffolderRenderer({
          auth,
          discovery: deps.discovery,
        });
        const now = () => new Date();
        const records = new RecordFinder({
          repositories,
          integrations,
          isReadable: url => integrations.github.byUrl(url) !== undefined,
        });
        const checker = new ServiceChecker({
          store,
          records,
          pullRequests,
          now,
        });
        const planner = new UpdatePlanner({
          archive,
          repositories,
          records,
          companions,
          renderer,
          latest: async templateRef => {
            const entity = await catalog.getEntityByRef(templateRef, {
              credentials: await auth.getOwnServiceCredentials(),
            });
            const snapshot = entity && (await reader.read(entity));
            if (!snapshot) {
              throw new NotFoundError(
                `The catalog has no ${templateRef} with a version`,
              );
            }
            await archive.keep(snapshot, now());
            return snapshot;
          },
        });
        const updates = new AuthorizedUpdateService(
          new DefaultUpdateService({
            store,
            archive,
            checker,
            planner,
            pullRequests,
            catalog,
            auth,
            portalUrl: config.getString('app.baseUrl'),
          }),
          deps.permissions,
        );
        deps.permissionsRegistry.addPermissions(templateUpdatesPermissions);
        registerActions(deps.actionsRegistry, updates);
        await deps.scheduler.scheduleTask({
          id: 'template-updates-check',
          frequency: { minutes: checkMinutes },
          timeout: { minutes: 30 },
          initialDelay: { seconds: 15 },
          scope: 'global',
          fn: () =>
            checkEverything({
              catalog,
              auth,
              archive,
              reader,
              checker,
              store,
              logger,
              now,
            }),
        });
        deps.httpRouter.use(
          createRouter({
            updates,
            previewer: new TemplatePreviewer({ catalog, reader, renderer }),
            httpAuth: deps.httpAuth,
            auditor: deps.auditor,
          }),
        );
      },
    });
  },
});
