import type { AuditorService } from '@backstage/backend-plugin-api';
import type {
  Waiver,
  WaiverDecision,
  WaiverRequest,
  WaiversQuery,
} from '@heal7/backstage-plugin-quality-gates-common';
import { audited } from '../service/audited';
import type { CallerOptions } from '../service/EvaluationService';
import type { WaiverService } from './WaiverService';

/** One audit event a request or decision, whether it was accepted or refused. */
export class AuditedWaiverService implements WaiverService {
  readonly #inner: WaiverService;
  readonly #auditor: AuditorService;

  constructor(inner: WaiverService, auditor: AuditorService) {
    this.#inner = inner;
    this.#auditor = auditor;
  }

  async request(
    request: WaiverRequest,
    options: CallerOptions,
  ): Promise<Waiver> {
    const { checkId, entityRef, expiresAt } = request;
    return audited(
      this.#auditor,
      {
        eventId: 'waiver-request',
        severityLevel: 'medium',
        ...(options.request ? { request: options.request } : {}),
        meta: { entityRef, checkId, expiresAt },
      },
      () => this.#inner.request(request, options),
      ({ id }) => ({ waiverId: id }),
    );
  }

  async decide(
    id: string,
    decision: WaiverDecision,
    options: CallerOptions,
  ): Promise<Waiver> {
    return audited(
      this.#auditor,
      {
        eventId: `waiver-${decision.action}`,
        severityLevel: 'medium',
        ...(options.request ? { request: options.request } : {}),
        meta: { waiverId: id },
      },
      () => this.#inner.decide(id, decision, options),
      ({ checkId, entityRef, state }) => ({ entityRef, checkId, state }),
    );
  }

  get(id: string, options: CallerOptions): Promise<Waiver> {
    return this.#inner.get(id, options);
  }

  list(
    query: WaiversQuery & { limit: number },
    options: CallerOptions,
  ): Promise<{ items: Waiver[]; nextCursor?: string }> {
    return this.#inner.list(query, options);
  }
}
