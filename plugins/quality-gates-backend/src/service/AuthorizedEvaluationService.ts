import type { AuthService } from '@backstage/backend-plugin-api';
import {
  qualityGatesEvaluationCreatePermission,
  qualityGatesEvaluationReadPermission,
  type Evaluation,
  type EvaluationRequest,
  type Gate,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { EvaluationFilter } from '../store/EvaluationStore';
import type { CiGuard } from './CiGuard';
import type { EntityLoader } from './EntityLoader';
import type { EntityPermissions } from './EntityPermissions';
import type { CallerOptions, EvaluationService } from './EvaluationService';

/** Asks for permission on the entity, then delegates. */
export class AuthorizedEvaluationService implements EvaluationService {
  readonly #inner: EvaluationService;
  readonly #options: {
    permissions: EntityPermissions;
    auth: Pick<AuthService, 'isPrincipal'>;
    ci: CiGuard;
    loadEntity: EntityLoader;
  };

  constructor(
    inner: EvaluationService,
    options: {
      permissions: EntityPermissions;
      auth: Pick<AuthService, 'isPrincipal'>;
      ci: CiGuard;
      loadEntity: EntityLoader;
    },
  ) {
    this.#inner = inner;
    this.#options = options;
  }

  async create(
    request: EvaluationRequest,
    options: CallerOptions,
  ): Promise<{ evaluation: Evaluation; created: boolean }> {
    const { auth, ci, loadEntity, permissions } = this.#options;
    const { credentials } = options;
    await permissions.require(
      qualityGatesEvaluationCreatePermission,
      request.entityRef,
      credentials,
      'send measurements of',
    );
    if (auth.isPrincipal(credentials, 'service')) {
      const entity = await loadEntity(request.entityRef);
      ci.require(credentials.principal.subject, entity, request);
    }
    return this.#inner.create(request, options);
  }

  async get(id: string, options: CallerOptions): Promise<Evaluation> {
    const evaluation = await this.#inner.get(id, options);
    await this.#requireRead(evaluation.entityRef, options);
    return evaluation;
  }

  async list(
    filter: EvaluationFilter,
    options: CallerOptions,
  ): Promise<{ items: Evaluation[]; nextCursor?: string }> {
    await this.#requireRead(filter.entityRef, options);
    return this.#inner.list(filter, options);
  }

  gates(): Gate[] {
    return this.#inner.gates();
  }

  async #requireRead(entityRef: string, options: CallerOptions) {
    await this.#options.permissions.require(
      qualityGatesEvaluationReadPermission,
      entityRef,
      options.credentials,
      'read the evaluations of',
    );
  }
}
