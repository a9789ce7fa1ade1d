import { NotAllowedError } from '@backstage/errors';
import {
  Hold,
  Rollback,
  RollbackPlan,
  RollbackPlanRequest,
  RollbackRequest,
} from '@heal7/backstage-plugin-delivery-common';
import { HoldStore } from '../holds/hold-store';
import {
  RollbackAbility,
  RollbackPermissions,
  refusalOf,
} from './rollback-permissions';
import {
  RollbackCaller,
  RollbackQuery,
  RollbackService,
} from './rollback-service';

/** Asks whether the caller may, then delegates. */
export class AuthorizedRollbackService implements RollbackService {
  constructor(
    private readonly inner: RollbackService,
    private readonly permissions: RollbackPermissions,
    private readonly holds: Pick<HoldStore, 'get'>,
  ) {}

  async plan(
    request: RollbackPlanRequest,
    caller: RollbackCaller,
  ): Promise<RollbackPlan> {
    return this.inner.plan(
      request,
      await this.#with('read', request.entityRef, caller),
    );
  }

  async request(
    request: RollbackRequest,
    caller: RollbackCaller,
  ): Promise<Rollback> {
    return this.inner.request(
      request,
      await this.#with('create', request.entityRef, caller),
    );
  }

  async approve(id: string, caller: RollbackCaller): Promise<Rollback> {
    return this.inner.approve(
      id,
      await this.#forRollback('approve', id, caller),
    );
  }

  async reject(
    id: string,
    reason: string,
    caller: RollbackCaller,
  ): Promise<Rollback> {
    return this.inner.reject(
      id,
      reason,
      await this.#forRollback('approve', id, caller),
    );
  }

  async cancel(id: string, caller: RollbackCaller): Promise<Rollback> {
    return this.inner.cancel(id, await this.#forRollback('create', id, caller));
  }

  async get(id: string, caller: RollbackCaller): Promise<Rollback> {
    const rollback = await this.inner.get(id, caller);
    await this.permissions.demand(
      'read',
      rollback.entityRef,
      caller.credentials,
    );
    return rollback;
  }

  async list(
    query: RollbackQuery,
    caller: RollbackCaller,
  ): Promise<{ items: Rollback[]; nextCursor?: string }> {
    const page = await this.inner.list(query, caller);
    const readable = await this.permissions.readable(
      page.items.map(({ entityRef }) => entityRef),
      caller.credentials,
    );
    return {
      ...page,
      items: page.items.filter(({ entityRef }) => readable.has(entityRef)),
    };
  }

  async listHolds(entityRef: string, caller: RollbackCaller): Promise<Hold[]> {
    await this.permissions.demand('read', entityRef, caller.credentials);
    return this.inner.listHolds(entityRef, caller);
  }

  async liftHold(id: string, caller: RollbackCaller): Promise<void> {
    const { entityRef } = await this.holds.get(id);
    await this.permissions.demand('lift', entityRef, caller.credentials);
    return this.inner.liftHold(id, caller);
  }

  async #forRollback(
    ability: RollbackAbility,
    id: string,
    caller: RollbackCaller,
  ): Promise<RollbackCaller> {
    const { entityRef } = await this.inner.get(id, caller);
    return this.#with(ability, entityRef, caller);
  }

  /** One question for the ability itself and for "could approve it", which the plan depends on. */
  async #with(
    ability: RollbackAbility,
    entityRef: string,
    caller: RollbackCaller,
  ): Promise<RollbackCaller> {
    const [allowed, mayApprove] = await this.permissions.may(
      [ability, 'approve'],
      entityRef,
      caller.credentials,
    );
    if (!allowed) throw new NotAllowedError(refusalOf(ability).text);
    return { ...caller, mayApprove };
  }
}
