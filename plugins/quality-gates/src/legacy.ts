/**
 * For apps that still use the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { QualityGatesClient } from '@heal7/backstage-plugin-quality-gates-common';
import { qualityGatesApiRef } from './api/qualityGatesApiRef';

const entityRouteRef = createRouteRef({ id: 'quality-gates' });
const fleetRouteRef = createRouteRef({ id: 'quality-gates-fleet' });

/** @public */
export const qualityGatesPlugin = createPlugin({
  id: 'quality-gates',
  routes: { root: entityRouteRef, fleet: fleetRouteRef },
  apis: [
    createApiFactory({
      api: qualityGatesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new QualityGatesClient(options),
    }),
  ],
});

/** The card, for the overview of an entity. @public */
export const EntityQualityGatesCard = qualityGatesPlugin.provide(
  createComponentExtension({
    name: 'EntityQualityGatesCard',
    component: {
      lazy: () =>
        import('./components/card/QualityGatesCard').then(
          module => module.QualityGatesCard,
        ),
    },
  }),
);

/** The tab, for an `EntityLayout.Route` at `/quality-gates`. @public */
export const EntityQualityGatesContent = qualityGatesPlugin.provide(
  createRoutableExtension({
    name: 'EntityQualityGatesContent',
    component: () =>
      import('./components/tab/QualityGatesTab').then(
        module => module.QualityGatesTab,
      ),
    mountPoint: entityRouteRef,
  }),
);

/** The page with all services, for a `Route` of the app. @public */
export const QualityGatesFleetPage = qualityGatesPlugin.provide(
  createRoutableExtension({
    name: 'QualityGatesFleetPage',
    component: () =>
      import('./components/fleet/FleetPage').then(module => module.FleetPage),
    mountPoint: fleetRouteRef,
  }),
);
