import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { QualityGatesClient } from '@heal7/backstage-plugin-quality-gates-common';
import { RiShieldCheckLine } from '@remixicon/react';
import { qualityGatesApiRef } from './api/qualityGatesApiRef';
import { fleetRouteRef, rootRouteRef } from './routes';

/** Components with a repository: CI judges their commits. Adopters change it in `app.extensions`. */
const filter = {
  kind: 'component',
  'metadata.annotations.github.com/project-slug': { $exists: true },
} as const;

const qualityGatesApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: qualityGatesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new QualityGatesClient(options),
    }),
});

const loadCard = async () => {
  const { QualityGatesCard } = await import(
    './components/card/QualityGatesCard'
  );
  return <QualityGatesCard />;
};

/** `entity-card:quality-gates`, on the overview. */
const overviewCard = EntityCardBlueprint.make({
  params: { type: 'content', filter, loader: loadCard },
});

/** `entity-card:quality-gates/delivery`, on the CI/CD tab where that plugin is installed; nothing otherwise. */
const deliveryCard = EntityCardBlueprint.make({
  name: 'delivery',
  attachTo: { id: 'entity-content:delivery', input: 'cards' },
  params: { filter, loader: loadCard },
});

/** `entity-content:quality-gates`. */
const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/quality-gates',
    title: 'Quality gates',
    group: 'development',
    routeRef: rootRouteRef,
    filter,
    loader: async () => {
      const { QualityGatesTab } = await import(
        './components/tab/QualityGatesTab'
      );
      return <QualityGatesTab />;
    },
  },
});

/** `page:quality-gates`: all services, with an item in the side bar. */
const fleetPage = PageBlueprint.make({
  params: {
    path: '/quality-gates',
    title: 'Quality gates',
    icon: <RiShieldCheckLine />,
    routeRef: fleetRouteRef,
    // Its own head, in the reader's language.
    noHeader: true,
    loader: async () => {
      const { FleetPage } = await import('./components/fleet/FleetPage');
      return <FleetPage />;
    },
  },
});

/**
 * Quality gates: is a commit good enough, and why not.
 *
 * @public
 */
export const qualityGatesPlugin = createFrontendPlugin({
  pluginId: 'quality-gates',
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, fleet: fleetRouteRef },
  extensions: [
    qualityGatesApi,
    overviewCard,
    deliveryCard,
    entityContent,
    fleetPage,
  ],
});
