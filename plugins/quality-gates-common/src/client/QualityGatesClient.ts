import { ResponseError } from '@backstage/errors';
import type { Evaluation, EvaluationRequest, Gate } from '../types';
import type {
  EvaluationsPage,
  EvaluationsQuery,
  QualityGatesApi,
  QualityGatesRequestOptions,
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

  async #request<T>(
    path: string,
    options?: QualityGatesRequestOptions,
    body?: EvaluationRequest,
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
