import type { Evaluation, EvaluationRequest, Gate } from '../types';

/** @public */
export interface QualityGatesRequestOptions {
  /** Backend callers pass a token; in the browser the fetch API adds it. */
  token?: string;
  signal?: AbortSignal;
}

/** Which evaluations of an entity; newest first. @public */
export interface EvaluationsQuery {
  entityRef: string;
  /** Full SHAs, at most 50. */
  commits?: string[];
  branch?: string;
  /** Only the newest of each commit. */
  latestPerCommit?: boolean;
  /** At most 100; default 20. */
  limit?: number;
  cursor?: string;
}

/** @public */
export interface EvaluationsPage {
  items: Evaluation[];
  nextCursor?: string;
}

/** What the quality gates backend offers. @public */
export interface QualityGatesApi {
  /** Stores and judges; the same entity, commit and run give the evaluation that is already there. */
  createEvaluation(
    request: EvaluationRequest,
    options?: QualityGatesRequestOptions,
  ): Promise<Evaluation>;
  listEvaluations(
    query: EvaluationsQuery,
    options?: QualityGatesRequestOptions,
  ): Promise<EvaluationsPage>;
  getEvaluation(
    id: string,
    options?: QualityGatesRequestOptions,
  ): Promise<Evaluation>;
  listGates(options?: QualityGatesRequestOptions): Promise<{ items: Gate[] }>;
}
