import type {
  Evaluation,
  EvaluationRequest,
  FleetPage,
  Gate,
  ServiceQuality,
  Waiver,
  WaiverRequest,
  WaiverState,
} from '../types';

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

/** Which services of the fleet, in which order. @public */
export interface FleetQuery {
  /** Entity refs of owners; absent = all. */
  owners?: string[];
  /** Part of the name. */
  text?: string;
  /** Only services that do not pass this check, without those for which it is waived or still awaited. */
  failing?: string;
  /** `verdict` (worst first, default), `name`, `updated`, or a check id. */
  sort?: string;
  order?: 'asc' | 'desc';
  /** At most 200; default 50. */
  limit?: number;
  cursor?: string;
}

/** Which waivers; newest first. @public */
export interface WaiversQuery {
  entityRef?: string;
  state?: WaiverState;
  /** At most 100; default 50. */
  limit?: number;
  cursor?: string;
}

/** What is decided about a waiver. @public */
export interface WaiverDecision {
  action: 'approve' | 'reject' | 'revoke';
  reason?: string;
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
  /** Everything the quality tab of an entity shows. */
  getServiceQuality(
    entityRef: string,
    options?: QualityGatesRequestOptions,
  ): Promise<ServiceQuality>;
  /** Services × checks over the default branches. */
  getFleet(
    query: FleetQuery,
    options?: QualityGatesRequestOptions,
  ): Promise<FleetPage>;
  listWaivers(
    query: WaiversQuery,
    options?: QualityGatesRequestOptions,
  ): Promise<{ items: Waiver[]; nextCursor?: string }>;
  requestWaiver(
    request: WaiverRequest,
    options?: QualityGatesRequestOptions,
  ): Promise<Waiver>;
  /** `reason` is required for reject and revoke. */
  decideWaiver(
    id: string,
    decision: WaiverDecision,
    options?: QualityGatesRequestOptions,
  ): Promise<Waiver>;
}
