import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { qualityGatesPermissions } from '@heal7/backstage-plugin-quality-gates-common';
import { registerGetLatestEvaluation } from './actions/registerGetLatestEvaluation';
import { readQualityGatesConfig } from './config/readQualityGatesConfig';
import { createRouter } from './router/createRouter';
import { AuthorizedEvaluationService } from './service/AuthorizedEvaluationService';
import { createAnnouncer } from './service/createAnnouncer';
import { createEventPublisher } from './service/createEventPublisher';
import { DefaultEvaluationService } from './service/DefaultEvaluationService';
import { DatabaseEvaluationStore } from './store/DatabaseEvaluationStore';

/** Stores and judges what CI measured. @public */
export const qualityGatesPlugin = createBackendPlugin({
  pluginId: 'quality-gates',
  register(env) {
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
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { auditor, auth, catalog, httpAuth, permissions } = deps;
        const { frontendTypes, maxRequestBytes } = readQualityGatesConfig(
          deps.config,
        );
        const announce = createAnnouncer(deps.signals, deps.logger);
        const publish = createEventPublisher(deps.events, deps.logger);
        const store = await DatabaseEvaluationStore.create(deps.database);
        const evaluations = new AuthorizedEvaluationService(
          new DefaultEvaluationService({
            store,
            catalog,
            auth,
            frontendTypes,
            announce: async evaluation => {
              await Promise.all([announce(evaluation), publish(evaluation)]);
            },
            now: () => new Date(),
            newId: randomUUID,
          }),
          permissions,
        );
        deps.permissionsRegistry.addPermissions(qualityGatesPermissions);
        registerGetLatestEvaluation(deps.actionsRegistry, evaluations);
        deps.httpRouter.use(
          createRouter({ evaluations, httpAuth, auditor, maxRequestBytes }),
        );
      },
    });
  },
});
