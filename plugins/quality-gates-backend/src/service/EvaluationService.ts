import type { Request } from 'express';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Evaluation,
  EvaluationRequest,
  Gate,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { EvaluationFilter } from '../store/EvaluationStore';

export interface CallerOptions {
  credentials: BackstageCredentials;
  /** Where the call came over HTTP, for the audit log. */
  request?: Request;
}

/** Judging and reading evaluations, for the router, the actions and its decorators. */
export interface EvaluationService {
  create(
    request: EvaluationRequest,
    options: CallerOptions,
  ): Promise<{ evaluation: Evaluation; created: boolean }>;
  get(id: string, options: CallerOptions): Promise<Evaluation>;
  list(
    filter: EvaluationFilter,
    options: CallerOptions,
  ): Promise<{ items: Evaluation[]; nextCursor?: string }>;
  gates(): Gate[];
}
