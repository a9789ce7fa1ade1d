import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { TemplateUpdatesClient } from '@heal7/backstage-plugin-template-updates-common';
import { RiGitPullRequestLine } from '@remixicon/react';
import { templateUpdatesApiRef } from './api/templateUpdatesApiRef';
import { rootRouteRef } from './routes';

const client = ApiBlueprint.make({
  params: define =>
    define({
      api: templateUpdatesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new TemplateUpdatesClient(apis),
    }),
});

/** `page:template-updates`: all services made from templates, with an item in the side bar. */
const page = PageBlueprint.make({
  params: {
    path: '/template-updates',
    title: 'Template updates',
    icon: <RiGitPullRequestLine />,
    routeRef: rootRouteRef,
    // Its own head, in the reader's language.
    noHeader: true,
    loader: () =>
      import('./components/page/TemplateUpdatesPage').then(module => (
        <module.TemplateUpdatesPage />
      )),
  },
});

/** `entity-card:template-updates`: what the backend looks at. Shows nothing for what was not made from a template. */
const card = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: {
      $any: [
        {
          kind: { $in: ['component', 'resource', 'system'] },
          'metadata.annotations.github.com/project-slug': { $exists: true },
        },
        {
          kind: 'component',
          'metadata.annotations.backstage.io/source-location': {
            $exists: true,
          },
        },
      ],
    },
    loader: () =>
      import('./components/card/TemplateUpdateCard').then(module => (
        <module.TemplateUpdateCard />
      )),
  },
});

/**
 * Template updates: which service is on which version of its template, and the pull request that brings it to the newest.
 *
 * @public
 */
export const templateUpdatesPlugin = createFrontendPlugin({
  pluginId: 'template-updates',
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [client, page, card],
});
