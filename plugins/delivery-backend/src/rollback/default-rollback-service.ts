import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  canApprove,
  canCancel,
  Hold,
  isTerminal,
  planRollback,
  Rollback,
  RollbackFacts,
  RollbackPlan,
  RollbackPlanRequest,
  RollbackPolicy,
  RollbackRequest,
  RollbackState,
  runSentences,
  Sentence,
  stepsAfterMove,
} from '@heal7/backstage-plugin-delivery-common';
import { HoldStore, toWireHold } from '../holds/hold-store';
import { DeliveryReader, EnvironmentFacts } from '../reader/delivery-reader';
import { decodeCursor, encodeCursor } from './list-cursor';
import { newRollback, sameRequest } from './new-rollback';
import {
  RollbackCaller,
  RollbackQuery,
  RollbackService,
} from './rollback-service';
import { RollbackStore } from './rollback-store';
import { toRollbackFacts } from './to-rollback-facts';

export interface RollbackServiceOptions {
  store: RollbackStore;
  holds: HoldStore;
  reader: Pick<DeliveryReader, 'getEnvironment'>;
  policy: RollbackPolicy;
  /** Where the tag of a service is written; absent = not configured. */
  locateManifests?: (place: {
    service: string;
    environment: string;
  }) => RollbackFacts['manifests'];
  now: () => Date;
  newId: () => string;
  /** Something to do, or something to look at. */
  onChange: (rollback: Rollback) => void;
}

/** Plans, stores and decides; the worker acts. Knows nothing of permissions: those are a decorator. */
export class DefaultRollbackService implements RollbackService {
  constructor(private readonly options: RollbackServiceOptions) {}

  async plan(
    request: RollbackPlanRequest,
    caller: RollbackCaller,
  ): Promise<RollbackPlan> {
    const facts = await this.#facts(request.entityRef, request.environment);
    return this.#plan(facts, request.toTag, caller);
  }

  async request(
    request: RollbackRequest,
    caller: RollbackCaller,
  ): Promise<Rollback> {
    const { store, now, newId, onChange } = this.options;
    const known = await store.findByKey(request.idempotencyKey);
    if (known) return sameRequest(known.rollback, request, caller);

    const facts = await this.#facts(request.entityRef, request.environment);
    const plan = await this.#plan(facts, request.toTag, caller);
    const blocker = plan.blockers[0];
    if (blocker?.code === 'rollback-target-unknown')
      throw new InputError(`toTag: ${blocker.text}`);
    if (blocker) throw new ConflictError(blocker.text);
    if (plan.fingerprint !== request.fingerprint) {
      throw new ConflictError(
        'The environment has changed since the plan was shown; look at the new plan first',
      );
    }
    if (!plan.to)
      throw new InputError(`toTag: version ${request.toTag} cannot be chosen`);

    const at = now().toISOString();
    const { record, created } = await store.create(
      ...newRollback({
        id: newId(),
        at,
        request,
        plan,
        to: plan.to,
        facts,
        actor: caller.actor,
      }),
    );
    if (!created) return sameRequest(record.rollback, request, caller);
    onChange(record.rollback);
    return record.rollback;
  }

  async approve(id: string, caller: RollbackCaller): Promise<Rollback> {
    return this.#judge(
      id,
      caller,
      'approved',
      runSentences.approved(caller.actor),
    );
  }

  async reject(
    id: string,
    reason: string,
    caller: RollbackCaller,
  ): Promise<Rollback> {
    return this.#judge(
      id,
      caller,
      'rejected',
      runSentences.rejected(caller.actor, reason),
    );
  }

  async cancel(id: string, caller: RollbackCaller): Promise<Rollback> {
    const { rollback } = await this.options.store.get(id);
    if (!canCancel(rollback)) {
      throw new ConflictError(
        isTerminal(rollback.state)
          ? `The rollback has already ended (${rollback.state})`
          : 'The rollback has already begun to change the environment and must finish',
      );
    }
    return this.#decide(
      id,
      'cancelled',
      runSentences.cancelled(caller.actor),
      caller,
    );
  }

  async get(id: string): Promise<Rollback> {
    return (await this.options.store.get(id)).rollback;
  }

  async list(
    query: RollbackQuery,
  ): Promise<{ items: Rollback[]; nextCursor?: string }> {
    const limit = query.limit ?? 20;
    const found = await this.options.store.list({
      entityRef: query.entityRef,
      environment: query.environment,
      active: query.active,
      limit: limit + 1,
      after: query.cursor ? decodeCursor(query.cursor) : undefined,
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return found.length > limit && last
      ? {
          items,
          nextCursor: encodeCursor({
            requestedAt: last.requestedAt,
            id: last.id,
          }),
        }
      : { items };
  }

  async listHolds(entityRef: string): Promise<Hold[]> {
    return (await this.options.holds.list(entityRef)).map(toWireHold);
  }

  async liftHold(id: string, caller: RollbackCaller): Promise<void> {
    await this.options.holds.lift(
      id,
      caller.actor,
      this.options.now().toISOString(),
    );
  }

  async #judge(
    id: string,
    caller: RollbackCaller,
    to: 'approved' | 'rejected',
    message: Sentence,
  ): Promise<Rollback> {
    const { rollback } = await this.options.store.get(id);
    if (rollback.state !== 'pending-approval') {
      throw new ConflictError(
        `The rollback is not waiting for an approval (${rollback.state})`,
      );
    }
    if (!canApprove(rollback, caller.actor)) {
      throw new NotAllowedError(
        'You asked for this rollback yourself; somebody else must decide',
      );
    }
    return this.#decide(id, to, message, caller);
  }

  async #decide(
    id: string,
    to: RollbackState,
    message: Sentence,
    caller: RollbackCaller,
  ): Promise<Rollback> {
    const { store, now, onChange } = this.options;
    const record = await store.get(id);
    const at = now();
    const { rollback } = await store.decide(
      record,
      {
        state: to,
        steps: stepsAfterMove(
          record.rollback.steps,
          to,
          message,
          at.toISOString(),
        ),
        progress: { ...record.progress, since: at.toISOString() },
        ...(isTerminal(to) ? { outcome: message } : {}),
        events: [{ actor: caller.actor, message }],
      },
      at,
    );
    onChange(rollback);
    return rollback;
  }

  async #facts(
    entityRef: string,
    environment: string,
  ): Promise<EnvironmentFacts> {
    const facts = await this.options.reader.getEnvironment(
      entityRef,
      environment,
    );
    if (!facts) {
      throw new NotFoundError(
        `Environment '${environment}' of ${entityRef} is not known`,
      );
    }
    return facts;
  }

  async #plan(
    facts: EnvironmentFacts,
    toTag: string | undefined,
    caller: RollbackCaller,
  ): Promise<RollbackPlan> {
    const { store, holds, locateManifests, now, policy } = this.options;
    const environment = facts.environment.name;
    const [heldHere, rollbacks, active] = await Promise.all([
      holds.list(facts.entityRef, environment),
      store.list({ entityRef: facts.entityRef, environment, limit: 50 }),
      store.findActive(facts.entityRef, environment),
    ]);
    return planRollback(
      toRollbackFacts(facts, {
        holds: heldHere,
        rollbacks,
        active: active && {
          id: active.rollback.id,
          state: active.rollback.state,
        },
        manifests: locateManifests?.({ service: facts.service, environment }),
      }),
      now(),
      policy,
      {
        toTag,
        initiator: 'person',
        requesterMayApprove: caller.mayApprove ?? false,
      },
    );
  }
}
