import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { qualityGatesPermissions } from '@heal7/backstage-plugin-quality-gates-common';
import { qualityGatesExtensionPoint } from '@heal7/backstage-plugin-quality-gates-node';
import { registerEvaluate } from './actions/registerEvaluate';
import { registerGetLatestEvaluation } from './actions/registerGetLatestEvaluation';
import { registerListFailingServices } from './actions/registerListFailingServices';
import { readQualityGatesConfig } from './config/readQualityGatesConfig';
import { Connections } from './Connections';
import { createQualityGates } from './createQualityGates';
import { createRouter } from './router/createRouter';
import { openDatabase } from './store/openDatabase';
import { scheduleTasks } from './tasks/scheduleTasks';

/** Stores and judges what CI measured. @public */
export const qualityGatesPlugin = createBackendPlugin({
  pluginId: 'quality-gates',
  register(env) {
    const connections = new Connections();
    env.registerExtensionPoint(qualityGatesExtensionPoint, connections);
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const config = readQualityGatesConfig(deps.config);
        const { evaluations, fleet, quality, tasks, waivers } =
          createQualityGates({
            ...deps,
            config,
            connections,
            knex: await openDatabase(deps.database),
            appBaseUrl: deps.config.getString('app.baseUrl').replace(/\/$/, ''),
            now: () => new Date(),
            newId: randomUUID,
          });
        deps.permissionsRegistry.addPermissions(qualityGatesPermissions);
        registerEvaluate(deps.actionsRegistry, evaluations);
        registerGetLatestEvaluation(deps.actionsRegistry, evaluations);
        registerListFailingServices(deps.actionsRegistry, fleet);
        deps.httpRouter.use(
          createRouter({
            evaluations,
            fleet,
            quality,
            waivers,
            httpAuth: deps.httpAuth,
            maxRequestBytes: config.maxRequestBytes,
          }),
        );
        await scheduleTasks(deps.scheduler, tasks, deps.logger);
      },
    });
  },
});
