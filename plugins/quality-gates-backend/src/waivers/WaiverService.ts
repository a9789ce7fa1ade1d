import type {
  Waiver,
  WaiverDecision,
  WaiverRequest,
  WaiversQuery,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { CallerOptions } from '../service/EvaluationService';

/** Exceptions from checks, for the router and its decorators. */
export interface WaiverService {
  request(request: WaiverRequest, options: CallerOptions): Promise<Waiver>;
  decide(
    id: string,
    decision: WaiverDecision,
    options: CallerOptions,
  ): Promise<Waiver>;
  get(id: string, options: CallerOptions): Promise<Waiver>;
  list(
    query: WaiversQuery & { limit: number },
    options: CallerOptions,
  ): Promise<{ items: Waiver[]; nextCursor?: string }>;
}
