import {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  Rollback,
  RollbackPlanRequest,
  RollbackRequest,
} from '@heal7/backstage-plugin-delivery-common';
import {
  RollbackCaller,
  RollbackQuery,
  RollbackService,
} from './rollback-service';

const summary = (rollback: Rollback): JsonObject => ({
  rollbackId: rollback.id,
  entityRef: rollback.entityRef,
  environment: rollback.environment,
  strategy: rollback.strategy,
  fromTag: rollback.from.tag,
  toTag: rollback.to.tag,
  state: rollback.state,
});

/** Every command once in the audit log, whether it worked or was refused. Reading is not a command. */
export class AuditedRollbackService implements RollbackService {
  constructor(
    private readonly inner: RollbackService,
    private readonly auditor: AuditorService,
  ) {}

  plan(request: RollbackPlanRequest, caller: RollbackCaller) {
    return this.inner.plan(request, caller);
  }

  request(request: RollbackRequest, caller: RollbackCaller) {
    const { entityRef, environment, toTag, reason } = request;
    return this.#audit(
      'rollback-request',
      'high',
      { entityRef, environment, toTag, reason },
      caller,
      () => this.inner.request(request, caller),
      summary,
    );
  }

  approve(id: string, caller: RollbackCaller) {
    return this.#audit(
      'rollback-approve',
      'high',
      { rollbackId: id },
      caller,
      () => this.inner.approve(id, caller),
      summary,
    );
  }

  reject(id: string, reason: string, caller: RollbackCaller) {
    return this.#audit(
      'rollback-reject',
      'medium',
      { rollbackId: id, reason },
      caller,
      () => this.inner.reject(id, reason, caller),
      summary,
    );
  }

  cancel(id: string, caller: RollbackCaller) {
    return this.#audit(
      'rollback-cancel',
      'medium',
      { rollbackId: id },
      caller,
      () => this.inner.cancel(id, caller),
      summary,
    );
  }

  get(id: string, caller: RollbackCaller) {
    return this.inner.get(id, caller);
  }

  list(query: RollbackQuery, caller: RollbackCaller) {
    return this.inner.list(query, caller);
  }

  listHolds(entityRef: string, caller: RollbackCaller) {
    return this.inner.listHolds(entityRef, caller);
  }

  liftHold(id: string, caller: RollbackCaller) {
    return this.#audit(
      'hold-lift',
      'high',
      { holdId: id },
      caller,
      () => this.inner.liftHold(id, caller),
      () => ({}),
    );
  }

  async #audit<T>(
    eventId: string,
    severityLevel: AuditorServiceEventSeverityLevel,
    meta: JsonObject,
    { actor, request }: RollbackCaller,
    run: () => Promise<T>,
    describe: (result: T) => JsonObject,
  ): Promise<T> {
    const event = await this.auditor.createEvent({
      eventId,
      severityLevel,
      ...(request ? { request } : {}),
      meta: { ...meta, requestedBy: actor },
    });
    let result: T;
    try {
      result = await run();
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
    await event.success({ meta: describe(result) });
    return result;
  }
}
