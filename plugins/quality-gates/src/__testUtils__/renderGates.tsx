import { EntityProvider } from '@backstage/plugin-catalog-react';
import { type SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { JsonObject } from '@backstage/types';
import { act } from '@testing-library/react';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import {
  qualityGatesApiRef,
  type QualityGatesScreensApi,
} from '../api/qualityGatesApiRef';

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
  async send(message: JsonObject) {
    await act(async () => {
      this.#listeners.forEach(listener => listener(message));
    });
  }
}

export const testApi = (
  items: Evaluation[],
): jest.Mocked<QualityGatesScreensApi> => ({
  listEvaluations: jest.fn(async (_query, _options) => ({ items })),
});

/** A part of an entity page, with a backend that the test controls. */
export function renderGates(
  element: JSX.Element,
  api: jest.Mocked<QualityGatesScreensApi>,
  language: 'en' | 'ko' = 'en',
) {
  const signals = new TestSignals();
  // The choice of an earlier test is kept there.
  window.localStorage.clear();
  renderInTestApp(<EntityProvider entity={entity}>{element}</EntityProvider>, {
    apis: [
      [qualityGatesApiRef, api],
      [signalApiRef, signals],
    ],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
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
      backend: { baseUrl: 'http://localhost:7007' },
    },
  });
  return { signals };
}
