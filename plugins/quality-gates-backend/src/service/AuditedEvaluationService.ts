import type { AuditorService } from '@backstage/backend-plugin-api';
import type {
  Evaluation,
  EvaluationRequest,
  Gate,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { EvaluationFilter } from '../store/EvaluationStore';
import { audited } from './audited';
import type { CallerOptions, EvaluationService } from './EvaluationService';

/** One audit event a push, however it came and whether it was accepted or refused. */
export class AuditedEvaluationService implements EvaluationService {
  readonly #inner: EvaluationService;
  readonly #auditor: AuditorService;

  constructor(inner: EvaluationService, auditor: AuditorService) {
    this.#inner = inner;
    this.#auditor = auditor;
  }

  async create(
    request: EvaluationRequest,
    options: CallerOptions,
  ): Promise<{ evaluation: Evaluation; created: boolean }> {
    const { commit, entityRef, part, run } = request;
    return audited(
      this.#auditor,
      {
        eventId: 'evaluation-create',
        severityLevel: 'low',
        ...(options.request ? { request: options.request } : {}),
        meta: {
          entityRef,
          commit,
          runId: run.id,
          ...(part === undefined ? {} : { part }),
          ...(run.attempt === undefined ? {} : { attempt: run.attempt }),
        },
      },
      () => this.#inner.create(request, options),
      ({ created, evaluation }) => ({ verdict: evaluation.verdict, created }),
    );
  }

  get(id: string, options: CallerOptions): Promise<Evaluation> {
    return this.#inner.get(id, options);
  }

  list(
    filter: EvaluationFilter,
    options: CallerOptions,
  ): Promise<{ items: Evaluation[]; nextCursor?: string }> {
    return this.#inner.list(filter, options);
  }

  gates(): Gate[] {
    return this.#inner.gates();
  }
}
