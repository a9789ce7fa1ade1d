import {
  qualityGatesEvaluationReadPermission,
  qualityGatesWaiverDecidePermission,
  qualityGatesWaiverRequestPermission,
  type Waiver,
  type WaiverDecision,
  type WaiverRequest,
  type WaiversQuery,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { CallerOptions } from '../service/EvaluationService';
import type { EntityPermissions } from '../service/EntityPermissions';
import type { WaiverService } from './WaiverService';

const reading = 'read the evaluations of';

/** Asks for permission on the entity, then delegates. That nobody approves their own is the domain's rule. */
export class AuthorizedWaiverService implements WaiverService {
  readonly #inner: WaiverService;
  readonly #permissions: EntityPermissions;

  constructor(inner: WaiverService, permissions: EntityPermissions) {
    this.#inner = inner;
    this.#permissions = permissions;
  }

  async request(
    request: WaiverRequest,
    options: CallerOptions,
  ): Promise<Waiver> {
    await this.#permissions.require(
      qualityGatesWaiverRequestPermission,
      request.entityRef,
      options.credentials,
      'ask for waivers of',
    );
    return this.#inner.request(request, options);
  }

  async decide(
    id: string,
    decision: WaiverDecision,
    options: CallerOptions,
  ): Promise<Waiver> {
    const { entityRef } = await this.#inner.get(id, options);
    await this.#permissions.require(
      qualityGatesWaiverDecidePermission,
      entityRef,
      options.credentials,
      'decide about waivers of',
    );
    return this.#inner.decide(id, decision, options);
  }

  async get(id: string, options: CallerOptions): Promise<Waiver> {
    const waiver = await this.#inner.get(id, options);
    await this.#permissions.require(
      qualityGatesEvaluationReadPermission,
      waiver.entityRef,
      options.credentials,
      reading,
    );
    return waiver;
  }

  async list(
    query: WaiversQuery & { limit: number },
    options: CallerOptions,
  ): Promise<{ items: Waiver[]; nextCursor?: string }> {
    const { credentials } = options;
    const permission = qualityGatesEvaluationReadPermission;
    if (query.entityRef) {
      await this.#permissions.require(
        permission,
        query.entityRef,
        credentials,
        reading,
      );
      return this.#inner.list(query, options);
    }
    const page = await this.#inner.list(query, options);
    const readable = await this.#permissions.allowed(
      permission,
      page.items.map(({ entityRef }) => entityRef),
      credentials,
    );
    return {
      ...page,
      items: page.items.filter(({ entityRef }) => readable.has(entityRef)),
    };
  }
}
