import { ResponseError } from '@backstage/errors';
import type { Rollback } from '@heal7/backstage-plugin-delivery-common';

/** What a second person decides. @public */
export interface DeliveryDecisionsApi {
  approveRollback(id: string): Promise<Rollback>;
  rejectRollback(id: string, options: { reason: string }): Promise<Rollback>;
  liftHold(id: string): Promise<void>;
}

/** @internal */
export class DecisionsClient implements DeliveryDecisionsApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async approveRollback(id: string) {
    return this.#decide(id, 'approve');
  }

  async rejectRollback(id: string, options: { reason: string }) {
    return this.#decide(id, 'reject', options);
  }

  async liftHold(id: string) {
    await this.#request('DELETE', `/holds/${encodeURIComponent(id)}`);
  }

  async #decide(id: string, decision: 'approve' | 'reject', body?: object) {
    const response = await this.#request(
      'POST',
      `/rollbacks/${encodeURIComponent(id)}/${decision}`,
      body,
    );
    const rollback: Rollback = await response.json();
    return rollback;
  }

  async #request(method: string, path: string, body?: object) {
    const baseUrl = await this.#discoveryApi.getBaseUrl('delivery');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      ...(body
        ? {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }
        : {}),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}
