import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  Hold,
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
export interface RollbackListQuery {
  entityRef?: string;
  environment?: string;
  /** Only those that have not ended, or only those that have. */
  active?: boolean;
  cursor?: string;
  limit?: number;
}

const searchOf = (
  query: Record<string, string | number | boolean | undefined>,
): string => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      search.set(key, String(value));
    }
  }
  return search.size ? `?${search}` : '';
};

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
  /** Newest first. */
  listRollbacks(
    query?: RollbackListQuery,
    options?: DeliveryRequestOptions,
  ): Promise<{ items: Rollback[]; nextCursor?: string }>;
  approveRollback(
    id: string,
    options?: DeliveryRequestOptions,
  ): Promise<Rollback>;
  rejectRollback(
    id: string,
    decision: { reason: string },
    options?: DeliveryRequestOptions,
  ): Promise<Rollback>;
  listHolds(
    entityRef: string,
    options?: DeliveryRequestOptions,
  ): Promise<Hold[]>;
  liftHold(id: string, options?: DeliveryRequestOptions): Promise<void>;
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
    const { cursor, limit } = query;
    const suffix = searchOf({ cursor, limit });
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
    return this.#decide(id, 'cancel', undefined, options);
  }

  async listRollbacks(
    query: RollbackListQuery = {},
    options: DeliveryRequestOptions = {},
  ): Promise<{ items: Rollback[]; nextCursor?: string }> {
    const { active, cursor, entityRef, environment, limit } = query;
    const suffix = searchOf({ entityRef, environment, active, cursor, limit });
    return (await this.#request('GET', `/rollbacks${suffix}`, options)).json();
  }

  async approveRollback(
    id: string,
    options: DeliveryRequestOptions = {},
  ): Promise<Rollback> {
    return this.#decide(id, 'approve', undefined, options);
  }

  async rejectRollback(
    id: string,
    decision: { reason: string },
    options: DeliveryRequestOptions = {},
  ): Promise<Rollback> {
    return this.#decide(id, 'reject', decision, options);
  }

  async listHolds(
    entityRef: string,
    options: DeliveryRequestOptions = {},
  ): Promise<Hold[]> {
    const response = await this.#request(
      'GET',
      `/holds${searchOf({ entityRef })}`,
      options,
    );
    const { items }: { items: Hold[] } = await response.json();
    return items;
  }

  async liftHold(
    id: string,
    options: DeliveryRequestOptions = {},
  ): Promise<void> {
    await this.#request('DELETE', `/holds/${encodeURIComponent(id)}`, options);
  }

  async #decide(
    id: string,
    decision: 'approve' | 'reject' | 'cancel',
    body: object | undefined,
    options: DeliveryRequestOptions,
  ): Promise<Rollback> {
    const path = `/rollbacks/${encodeURIComponent(id)}/${decision}`;
    return (await this.#post(path, body, options)).json();
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
