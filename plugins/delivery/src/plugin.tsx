import {
  ApiBlueprint,
  createExtensionInput,
  createFrontendPlugin,
  coreExtensionData,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { createDeliveryApi } from './api/createDeliveryApi';
import { deliveryApiRef } from './api/deliveryApiRef';
import { rootRouteRef } from './routes';

const deliveryApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: deliveryApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: createDeliveryApi,
    }),
});

/** `entity-content:delivery`; cards of other plugins attach to its input `cards`. */
const deliveryEntityContent = EntityContentBlueprint.makeWithOverrides({
  inputs: {
    cards: createExtensionInput([
      coreExtensionData.reactElement,
      EntityCardBlueprint.dataRefs.filterFunction.optional(),
      EntityCardBlueprint.dataRefs.type.optional(),
    ]),
  },
  factory: (originalFactory, { inputs }) =>
    originalFactory({
      path: '/ci-cd',
      title: 'CI/CD',
      group: 'deployment',
      routeRef: rootRouteRef,
      filter: {
        $all: [
          { kind: 'component' },
          {
            $any: [
              {
                'metadata.annotations.backstage.io/kubernetes-id': {
                  $exists: true,
                },
              },
              {
                'metadata.annotations.backstage.io/kubernetes-label-selector': {
                  $exists: true,
                },
              },
            ],
          },
        ],
      },
      loader: async () => {
        const { DeliveryEntityContent } = await import(
          './components/DeliveryEntityContent'
        );
        return (
          <DeliveryEntityContent
            cards={inputs.cards.map(card => ({
              id: card.node.spec.id,
              element: card.get(coreExtensionData.reactElement),
              filter: card.get(EntityCardBlueprint.dataRefs.filterFunction),
            }))}
          />
        );
      },
    }),
});

/**
 * Delivery: the CI/CD tab of a service.
 *
 * @public
 */
export const deliveryPlugin = createFrontendPlugin({
  pluginId: 'delivery',
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [deliveryApi, deliveryEntityContent],
});
