import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  evaluateGate,
  heal7Gate,
  serviceKinds,
  type Evaluation,
  type EvaluationRequest,
  type Gate,
} from '@heal7/backstage-plugin-quality-gates-common';
import type {
  EvaluationFilter,
  EvaluationStore,
} from '../store/EvaluationStore';
import type { EvaluationService } from './EvaluationService';
import { serviceKindOf } from './serviceKindOf';

export interface DefaultEvaluationServiceOptions {
  store: EvaluationStore;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  frontendTypes: readonly string[];
  /** Tells the world; must not fail. */
  announce(evaluation: Evaluation): Promise<void>;
  now(): Date;
  newId(): string;
}

/** Load the entity → judge → store → announce. Asks nobody for permission: see `AuthorizedEvaluationService`. */
export class DefaultEvaluationService implements EvaluationService {
  readonly #options: DefaultEvaluationServiceOptions;

  constructor(options: DefaultEvaluationServiceOptions) {
    this.#options = options;
  }

  async create(
    request: EvaluationRequest,
  ): Promise<{ evaluation: Evaluation; created: boolean }> {
    const { store, catalog, auth, frontendTypes, now, newId } = this.#options;
    const entity = await catalog.getEntityByRef(request.entityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    if (!entity) {
      throw new NotFoundError(`The catalog has no ${request.entityRef}`);
    }
    if (request.gate !== undefined && request.gate !== 'heal7') {
      throw new InputError(`There is no gate "${request.gate}"`);
    }
    const gate = heal7Gate(
      serviceKindOf(entity, request.service, frontendTypes),
    );
    const time = now();
    const result = evaluateGate(gate, request, time);
    const stored = await store.add({
      id: newId(),
      entityRef: request.entityRef,
      commit: request.commit,
      ...(request.branch === undefined ? {} : { branch: request.branch }),
      ...(request.pullRequest === undefined
        ? {}
        : { pullRequest: request.pullRequest }),
      run: request.run,
      ...result,
      problems: request.problems,
      createdAt: time.toISOString(),
    });
    if (stored.created) await this.#options.announce(stored.evaluation);
    return stored;
  }

  async get(id: string): Promise<Evaluation> {
    const evaluation = await this.#options.store.get(id);
    if (!evaluation) throw new NotFoundError(`There is no evaluation ${id}`);
    return evaluation;
  }

  async list(
    filter: EvaluationFilter,
  ): Promise<{ items: Evaluation[]; nextCursor?: string }> {
    return this.#options.store.list(filter);
  }

  gates(): Gate[] {
    return serviceKinds.map(heal7Gate);
  }
}
