import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { deliveryPermissions } from '@heal7/backstage-plugin-delivery-common';
import {
  MetricsProvider,
  deliveryMetricsExtensionPoint,
} from '@heal7/backstage-plugin-delivery-node';
import { qualityGatesServiceRef } from '@heal7/backstage-plugin-quality-gates-node';
import { randomUUID } from 'node:crypto';
import { registerGetService } from './actions/register-get-service';
import { registerRollbackActions } from './actions/register-rollback-actions';
import { DefaultClusterClients } from './clusters/default-cluster-clients';
import { readClusters } from './config/read-clusters';
import { readDeliveryConfig } from './config/read-delivery-config';
import { QualityGateVerdicts } from './gates/quality-gate-verdicts';
import { createReadFeature } from './reader/create-read-feature';
import { createRollbackFeature } from './rollback/create-rollback-feature';
import { createRouter } from './router';
import { openDatabase } from './store/database';

/**
 * Where every version of every service is, how its rollout is doing, and the way back.
 *
 * @public
 */
export const deliveryPlugin = createBackendPlugin({
  pluginId: 'delivery',
  register(env) {
    const metricsProviders = new Map<string, MetricsProvider>();
    env.registerExtensionPoint(deliveryMetricsExtensionPoint, {
      addMetricsProvider: (name, provider) =>
        metricsProviders.set(name, provider),
    });

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        gates: qualityGatesServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const {
          auth,
          httpAuth,
          httpRouter,
          lifecycle,
          logger,
          permissions,
          rootConfig,
        } = deps;
        const config = readDeliveryConfig(rootConfig);
        const clusters = new DefaultClusterClients(readClusters(rootConfig));
        const database = await openDatabase(deps.database);
        deps.permissionsRegistry.addPermissions(deliveryPermissions);

        const read = createReadFeature({
          rootConfig,
          config,
          logger,
          database,
          auth,
          permissions,
          catalog: deps.catalog,
          events: deps.events,
          signals: deps.signals,
          clusters,
          gates: new QualityGateVerdicts(deps.gates),
          metricsProviders,
        });
        const rollback = createRollbackFeature({
          config: rootConfig,
          logger,
          database,
          auth,
          httpAuth,
          permissions,
          auditor: deps.auditor,
          reader: read.reader,
          clusters,
          rolloutEvents: read.rolloutEvents,
          ...(config.manifests ? { manifests: config.manifests } : {}),
          signals: deps.signals,
          notifications: deps.notifications,
        });

        const answers = read.createAnswers([rollback.decorator]);
        registerGetService(deps.actionsRegistry, answers);
        registerRollbackActions({
          registry: deps.actionsRegistry,
          service: rollback.service,
          auth,
          newId: randomUUID,
        });
        httpRouter.use(
          createRouter({
            answers,
            httpAuth,
            routers: [rollback.router],
          }),
        );
        rollback.authPolicies.forEach(policy =>
          httpRouter.addAuthPolicy(policy),
        );

        lifecycle.addStartupHook(() => {
          read.start();
          rollback.start();
        });
        lifecycle.addShutdownHook(async () => {
          await Promise.all([rollback.stop(), read.stop()]);
        });
      },
    });
  },
});
