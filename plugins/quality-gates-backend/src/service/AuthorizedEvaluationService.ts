import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  qualityGatesEvaluationCreatePermission,
  qualityGatesEvaluationReadPermission,
  type Evaluation,
  type EvaluationRequest,
  type Gate,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { EvaluationFilter } from '../store/EvaluationStore';
import type { CallerOptions, EvaluationService } from './EvaluationService';

/** Asks for permission on the entity, then delegates. Conditions of the catalog (owner, kind …) apply. */
export class AuthorizedEvaluationService implements EvaluationService {
  readonly #inner: EvaluationService;
  readonly #permissions: PermissionsService;

  constructor(inner: EvaluationService, permissions: PermissionsService) {
    this.#inner = inner;
    this.#permissions = permissions;
  }

  async create(
    request: EvaluationRequest,
    options: CallerOptions,
  ): Promise<{ evaluation: Evaluation; created: boolean }> {
    await this.#require(
      qualityGatesEvaluationCreatePermission,
      request.entityRef,
      options,
      'send measurements of',
    );
    return this.#inner.create(request, options);
  }

  async get(id: string, options: CallerOptions): Promise<Evaluation> {
    const evaluation = await this.#inner.get(id, options);
    await this.#require(
      qualityGatesEvaluationReadPermission,
      evaluation.entityRef,
      options,
      'read the evaluations of',
    );
    return evaluation;
  }

  async list(
    filter: EvaluationFilter,
    options: CallerOptions,
  ): Promise<{ items: Evaluation[]; nextCursor?: string }> {
    await this.#require(
      qualityGatesEvaluationReadPermission,
      filter.entityRef,
      options,
      'read the evaluations of',
    );
    return this.#inner.list(filter, options);
  }

  gates(): Gate[] {
    return this.#inner.gates();
  }

  async #require(
    permission: ResourcePermission,
    entityRef: string,
    options: CallerOptions,
    what: string,
  ): Promise<void> {
    const [decision] = await this.#permissions.authorize(
      [{ permission, resourceRef: entityRef }],
      { credentials: options.credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(`You may not ${what} ${entityRef}`);
    }
  }
}
