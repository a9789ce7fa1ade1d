import { ResponseError } from '@backstage/errors';
import type {
  ServiceTemplate,
  TemplateFleet,
  UpdatePreview,
} from '../types/updates';
import type {
  TemplateUpdatesApi,
  TemplateUpdatesRequestOptions,
} from './TemplateUpdatesApi';

/** HTTP client of the template updates backend, for browsers and backends; rejects with `ResponseError`. @public */
export class TemplateUpdatesClient implements TemplateUpdatesApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getFleet(
    query: { owners?: string[] },
    options?: TemplateUpdatesRequestOptions,
  ): Promise<TemplateFleet> {
    const search = new URLSearchParams();
    for (const owner of query.owners ?? []) search.append('owner', owner);
    return this.#request('GET', `/services?${search}`, options);
  }

  async getService(
    entityRef: string,
    options?: TemplateUpdatesRequestOptions,
  ): Promise<ServiceTemplate> {
    return this.#request('GET', servicePath(entityRef), options);
  }

  async checkService(
    entityRef: string,
    options?: TemplateUpdatesRequestOptions,
  ): Promise<ServiceTemplate> {
    return this.#request('POST', `${servicePath(entityRef)}/check`, options);
  }

  async preview(
    entityRef: string,
    options?: TemplateUpdatesRequestOptions,
  ): Promise<UpdatePreview> {
    return this.#request('POST', `${servicePath(entityRef)}/preview`, options);
  }

  async propose(
    entityRef: string,
    options?: TemplateUpdatesRequestOptions,
  ): Promise<ServiceTemplate> {
    const path = `${servicePath(entityRef)}/pull-requests`;
    return this.#request('POST', path, options);
  }

  async #request<T>(
    method: string,
    path: string,
    options?: TemplateUpdatesRequestOptions,
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('template-updates');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      ...(options?.token
        ? { headers: { Authorization: `Bearer ${options.token}` } }
        : {}),
      ...(options?.signal ? { signal: options.signal } : {}),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}

/** `component:default/x` → `/services/component/default/x`. */
function servicePath(entityRef: string): string {
  return `/services/${entityRef
    .split(/[:/]/)
    .map(encodeURIComponent)
    .join('/')}`;
}
