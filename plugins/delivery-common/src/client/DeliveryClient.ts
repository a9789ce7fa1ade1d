import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  Rollback,
  RollbackPlan,
  RollbackPlanRequest,
  RollbackRequest,
  ServiceDelivery,
  ServiceSummary,
} from '../types';

/** @public */
export interface DeliveryRequestOptions {
  /** Backend callers pass a token; in the browser the fetch API adds it. */
  token?: string;
  signal?: AbortSignal;
}

/** `unchanged` = the answer the caller already has is still true. @public */
export type ServiceDeliveryResponse =
  | { status: 'unchanged'; etag: string }
  | { status: 'ok'; etag?: string; delivery: ServiceDelivery };

/** @public */
export interface DeliveryApi {
  getService(
    entityRef: string,
    options?: DeliveryRequestOptions & { etag?: string },
  ): Promise<ServiceDeliveryResponse>;
  getServices(
    query?: { cursor?: string; limit?: number },
    options?: DeliveryRequestOptions,
  ): Promise<{ items: ServiceSummary[]; nextCursor?: string }>;
  planRollback(
    request: RollbackPlanRequest,
    options?: DeliveryRequestOptions,
  ): Promise<RollbackPlan>;
  createRollback(
    request: RollbackRequest,
    options?: DeliveryRequestOptions,
  ): Promise<Rollback>;
  getRollback(id: string, options?: DeliveryRequestOptions): Promise<Rollback>;
  cancelRollback(
    id: string,
    options?: DeliveryRequestOptions,
  ): Promise<Rollback>;
}

/**
 * Talks to the delivery backend from a browser or from another backend.
 *
 * @public
 */
export class DeliveryClient implements DeliveryApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getService(
    entityRef: string,
    options: DeliveryRequestOptions & { etag?: string } = {},
  ): Promise<ServiceDeliveryResponse> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    const response = await this.#request('GET', `/services/${path}`, options, {
      // With an ETag of our own the browser's cache must not answer instead of the server.
      headers: options.etag ? { 'If-None-Match': options.etag } : {},
      cache: 'no-store',
    });
    const etag = response.headers.get('ETag') ?? undefined;
    if (response.status === 304) {
      return { status: 'unchanged', etag: etag ?? options.etag ?? '' };
    }
    return {
      status: 'ok',
      ...(etag ? { etag } : {}),
      delivery: await response.json(),
    };
  }

  async getServices(
    query: { cursor?: string; limit?: number } = {},
    options: DeliveryRequestOptions = {},
  ): Promise<{ items: ServiceSummary[]; nextCursor?: string }> {
    const search = new URLSearchParams();
    if (query.cursor) {
      search.set('cursor', query.cursor);
    }
    if (query.limit !== undefined) {
      search.set('limit', String(query.limit));
    }
    const suffix = search.size ? `?${search}` : '';
    return (await this.#request('GET', `/services${suffix}`, options)).json();
  }

  async planRollback(
    request: RollbackPlanRequest,
    options: DeliveryRequestOptions = {},
  ): Promise<RollbackPlan> {
    return (await this.#post('/rollbacks/plan', request, options)).json();
  }

  async createRollback(
    request: RollbackRequest,
    options: DeliveryRequestOptions = {},
  ): Promise<Rollback> {
    return (await this.#post('/rollbacks', request, options)).json();
  }

  async getRollback(
    id: string,
    options: DeliveryRequestOptions = {},
  ): Promise<Rollback> {
    return (
      await this.#request(
        'GET',
        `/rollbacks/${encodeURIComponent(id)}`,
        options,
      )
    ).json();
  }

  async cancelRollback(
    id: string,
    options: DeliveryRequestOptions = {},
  ): Promise<Rollback> {
    return (
      await this.#post(
        `/rollbacks/${encodeURIComponent(id)}/cancel`,
        undefined,
        options,
      )
    ).json();
  }

  #post(
    path: string,
    body: object | undefined,
    options: DeliveryRequestOptions,
  ) {
    return this.#request('POST', path, options, {
      ...(body
        ? {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }
        : {}),
    });
  }

  async #request(
    method: string,
    path: string,
    options: DeliveryRequestOptions,
    init: {
      headers?: Record<string, string>;
      body?: string;
      cache?: 'no-store';
    } = {},
  ): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('delivery');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      ...init,
      headers: {
        ...init.headers,
        ...(options.token ? { Authorization: `Bearer ${options.token}` } : {}),
      },
      ...(options.signal ? { signal: options.signal } : {}),
    });
    if (!response.ok && response.status !== 304) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
