import { ResponseError } from '@backstage/errors';
import type {
  Evaluation,
  EvaluationRequest,
  FleetPage,
  Gate,
  ServiceQuality,
  Waiver,
  WaiverRequest,
} from '../types';
import type {
  EvaluationsPage,
  EvaluationsQuery,
  FleetQuery,
  QualityGatesApi,
  QualityGatesRequestOptions,
  WaiverDecision,
  WaiversQuery,
} from './QualityGatesApi';

/**
 * Talks to the quality gates backend from a browser, another backend or CI.
 *
 * @public
 */
export class QualityGatesClient implements QualityGatesApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async createEvaluation(
    request: EvaluationRequest,
    options?: QualityGatesRequestOptions,
  ): Promise<Evaluation> {
    return this.#request('/evaluations', options, request);
  }

  async listEvaluations(
    query: EvaluationsQuery,
    options?: QualityGatesRequestOptions,
  ): Promise<EvaluationsPage> {
    const search = new URLSearchParams({ entityRef: query.entityRef });
    for (const commit of query.commits ?? []) search.append('commit', commit);
    if (query.branch) search.set('branch', query.branch);
    if (query.latestPerCommit) search.set('latestPerCommit', 'true');
    if (query.limit !== undefined) search.set('limit', String(query.limit));
    if (query.cursor) search.set('cursor', query.cursor);
    return this.#request(`/evaluations?${search}`, options);
  }

  async getEvaluation(
    id: string,
    options?: QualityGatesRequestOptions,
  ): Promise<Evaluation> {
    return this.#request(`/evaluations/${encodeURIComponent(id)}`, options);
  }

  async listGates(
    options?: QualityGatesRequestOptions,
  ): Promise<{ items: Gate[] }> {
    return this.#request('/gates', options);
  }

  async getServiceQuality(
    entityRef: string,
    options?: QualityGatesRequestOptions,
  ): Promise<ServiceQuality> {
    return this.#request(`/services/${servicePath(entityRef)}`, options);
  }

  async getFleet(
    query: FleetQuery,
    options?: QualityGatesRequestOptions,
  ): Promise<FleetPage> {
    const { owners, ...rest } = query;
    const search = searchOf(rest);
    for (const owner of owners ?? []) search.append('owner', owner);
    return this.#request(`/fleet?${search}`, options);
  }

  async listWaivers(
    query: WaiversQuery,
    options?: QualityGatesRequestOptions,
  ): Promise<{ items: Waiver[]; nextCursor?: string }> {
    return this.#request(`/waivers?${searchOf({ ...query })}`, options);
  }

  async requestWaiver(
    request: WaiverRequest,
    options?: QualityGatesRequestOptions,
  ): Promise<Waiver> {
    return this.#request('/waivers', options, request);
  }

  async decideWaiver(
    id: string,
    decision: WaiverDecision,
    options?: QualityGatesRequestOptions,
  ): Promise<Waiver> {
    const { action, reason } = decision;
    return this.#request(
      `/waivers/${encodeURIComponent(id)}/${action}`,
      options,
      reason === undefined ? {} : { reason },
    );
  }

  async #request<T>(
    path: string,
    options?: QualityGatesRequestOptions,
    body?: object,
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('quality-gates');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...(options?.token ? { Authorization: `Bearer ${options.token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(options?.signal ? { signal: options.signal } : {}),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}

function searchOf(query: Record<string, string | number | undefined>) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search;
}

/** `component:default/x` → `component/default/x`. */
function servicePath(entityRef: string): string {
  return entityRef.split(/[:/]/).map(encodeURIComponent).join('/');
}
