/**
 * For apps that still use the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createDeliveryApi } from './api/createDeliveryApi';
import { deliveryApiRef } from './api/deliveryApiRef';

const rootRouteRef = createRouteRef({ id: 'delivery' });

/** @public */
export const deliveryPlugin = createPlugin({
  id: 'delivery',
  routes: { root: rootRouteRef },
  apis: [
    createApiFactory({
      api: deliveryApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: createDeliveryApi,
    }),
  ],
});

/** The CI/CD tab, for an `EntityLayout.Route`. Cards to show on it are its `cards`. @public */
export const EntityDeliveryContent = deliveryPlugin.provide(
  createRoutableExtension({
    name: 'EntityDeliveryContent',
    component: () =>
      import('./components/DeliveryTab').then(module => module.DeliveryTab),
    mountPoint: rootRouteRef,
  }),
);
