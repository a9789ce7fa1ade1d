import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { TemplateUpdatesApi } from '@heal7/backstage-plugin-template-updates-common';
import { templateUpdatesApiRef } from '../api/templateUpdatesApiRef';
import { rootRouteRef } from '../routes';
import { fleet, preview, pull, teaShop } from './fixtures';

export const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'tea-shop',
    annotations: { 'github.com/project-slug': 'tea/tea-shop' },
  },
};

/** A backend that gives what the test says. */
export const testApi = (): jest.Mocked<TemplateUpdatesApi> => ({
  getFleet: jest.fn(async (_which, _options) => fleet()),
  getService: jest.fn(async (_which, _options) => teaShop()),
  checkService: jest.fn(async (_which, _options) => teaShop()),
  preview: jest.fn(async (_which, _options) => preview()),
  propose: jest.fn(async (_which, _options) =>
    teaShop({
      state: 'proposed',
      pullRequests: [pull('tea-shop', 1), pull('manifests')],
    }),
  ),
});

const owned = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

export function renderUpdates(
  element: JSX.Element,
  api: jest.Mocked<TemplateUpdatesApi>,
  options: { teams?: string[]; address?: string; language?: string } = {},
) {
  const { teams = [], address = '/', language = 'en' } = options;
  // The choice of an earlier test is kept there.
  window.localStorage.clear();
  const userEntityRef = 'user:default/minji';
  return renderInTestApp(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    {
      apis: [
        [templateUpdatesApiRef, api],
        [
          catalogApiRef,
          catalogApiMock({
            entities: [
              owned('tea-shop', 'group:default/team-tea'),
              owned('cake-shop', 'group:default/team-web'),
            ],
          }),
        ],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef,
            ownershipEntityRefs: [userEntityRef, ...teams],
          }),
        ],
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/template-updates': rootRouteRef,
      },
      initialRouteEntries: [address],
      config: {
        app: {
          extensions: [
            {
              'api:app/app-language': {
                config: {
                  availableLanguages: ['en', 'ko'],
                  defaultLanguage: language,
                },
              },
            },
          ],
        },
      },
    },
  );
}
