import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { type SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { JsonObject } from '@backstage/types';
import { act } from '@testing-library/react';
import type { ServiceQuality } from '@heal7/backstage-plugin-quality-gates-common';
import {
  qualityGatesApiRef,
  type QualityGatesScreensApi,
} from '../api/qualityGatesApiRef';
import { evaluation, waiver } from './fixtures';
import { fleet } from './fleetFixtures';

export const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'tea-shop',
    annotations: { 'github.com/project-slug': 'tea/tea-shop' },
  },
  spec: { type: 'service', owner: 'team-tea', lifecycle: 'production' },
};

/** Signals that the test sends. */
class TestSignals implements SignalApi {
  readonly channels: string[] = [];
  #listeners = new Set<(message: JsonObject) => void>();
  subscribe<T extends JsonObject>(
    channel: string,
    onMessage: (message: T) => void,
  ) {
    this.channels.push(channel);
    const listener = (message: JsonObject) => onMessage(message as T);
    this.#listeners.add(listener);
    return { unsubscribe: () => this.#listeners.delete(listener) };
  }
  async send(message: JsonObject) {
    await act(async () => {
      this.#listeners.forEach(listener => listener(message));
    });
  }
}

/** A backend that gives what the test says. */
export const testApi = (
  quality: ServiceQuality,
): jest.Mocked<QualityGatesScreensApi> => ({
  getServiceQuality: jest.fn(async (_ref, _options) => quality),
  listEvaluations: jest.fn(async _query => ({ items: [evaluation()] })),
  getFleet: jest.fn(async (_query, _options) => fleet()),
  requestWaiver: jest.fn(async _request => waiver()),
  decideWaiver: jest.fn(async (_id, _decision) => waiver()),
});

/** Owners that the catalog knows; everything else is not asked for. */
const catalog = {
  getEntityFacets: async () => ({
    facets: {
      'relations.ownedBy': [
        { value: 'group:default/team-web', count: 1 },
        { value: 'group:default/team-tea', count: 1 },
      ],
    },
  }),
};

interface RenderOptions {
  language?: 'en' | 'ko';
  /** Path and search of the page. */
  address?: string;
  /** What the reader owns besides themselves. */
  teams?: string[];
  userRef?: string;
}

/** A part of an entity page, with a backend that the test controls. */
export function renderGates(
  element: JSX.Element,
  api: jest.Mocked<QualityGatesScreensApi>,
  options: RenderOptions = {},
) {
  const { userRef = 'user:default/minji', teams = [] } = options;
  const signals = new TestSignals();
  // The choice of an earlier test is kept there.
  window.localStorage.clear();
  const { unmount } = renderInTestApp(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    {
      apis: [
        [qualityGatesApiRef, api],
        [signalApiRef, signals],
        [catalogApiRef, catalog],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: userRef,
            ownershipEntityRefs: [userRef, ...teams],
          }),
        ],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [options.address ?? '/'],
      config: {
        app: {
          baseUrl: 'http://localhost:3000',
          extensions: [
            {
              'api:app/app-language': {
                config: {
                  availableLanguages: ['en', 'ko'],
                  defaultLanguage: options.language ?? 'en',
                },
              },
            },
          ],
        },
        backend: { baseUrl: 'http://localhost:7007' },
      },
    },
  );
  return { signals, unmount };
}
