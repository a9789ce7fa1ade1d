import type { ReactNode } from 'react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { type SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act } from '@testing-library/react';
import type { JsonObject } from '@backstage/types';
import { type DeliveryScreensApi, deliveryApiRef } from '../api/deliveryApiRef';
import { DeliveryTab } from '../components/DeliveryTab';
import { delivery, plan, rollback } from './fixtures';

export const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'tea-shop',
    annotations: { 'backstage.io/kubernetes-id': 'tea-shop' },
  },
  spec: { type: 'service', owner: 'team-tea', lifecycle: 'production' },
};

/** Signals that the test sends. */
export class TestSignals implements SignalApi {
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
  async send(message: JsonObject = {}) {
    await act(async () => {
      this.#listeners.forEach(listener => listener(message));
    });
  }
}

export const testApi = (): jest.Mocked<DeliveryScreensApi> => ({
  getService: jest.fn(async (_entityRef, _options) => ({
    status: 'ok' as const,
    etag: '"1"',
    delivery,
  })),
  planRollback: jest.fn(async _request => plan),
  createRollback: jest.fn(async _request => rollback()),
  getRollback: jest.fn(async id => rollback({ id })),
  cancelRollback: jest.fn(async id => rollback({ id, state: 'cancelled' })),
  approveRollback: jest.fn(async id => rollback({ id, state: 'approved' })),
  rejectRollback: jest.fn(async (id, _options) =>
    rollback({ id, state: 'rejected' }),
  ),
  liftHold: jest.fn(async _id => undefined),
});

/** The tab as the entity page shows it, with a backend that the test controls. */
export function renderTab(
  options: {
    api?: jest.Mocked<DeliveryScreensApi>;
    path?: string;
    cards?: ReactNode;
    language?: 'en' | 'ko';
  } = {},
) {
  const api = options.api ?? testApi();
  const signals = new TestSignals();
  // The language of an earlier test is kept there.
  window.localStorage.clear();
  const rendered = renderInTestApp(
    <EntityProvider entity={entity}>
      <DeliveryTab cards={options.cards} />
    </EntityProvider>,
    {
      apis: [
        [deliveryApiRef, api],
        [signalApiRef, signals],
      ],
      initialRouteEntries: [options.path ?? '/'],
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
  return { api, signals, container: rendered.container };
}
