import { ConflictError } from '@backstage/errors';
import {
  initialSteps,
  Rollback,
  RollbackPlan,
  RollbackRequest,
  RollbackState,
  runSentences,
  Version,
} from '@heal7/backstage-plugin-delivery-common';
import { EnvironmentFacts } from '../reader/delivery-reader';
import { namespaceOfFacts } from './environment-observer';
import { RollbackCaller } from './rollback-service';
import { RollbackStore } from './rollback-store';

/** What is stored for a plan that somebody wants carried out: the rollback and its first events. */
export function newRollback(wish: {
  id: string;
  at: string;
  request: RollbackRequest;
  plan: RollbackPlan;
  to: Version;
  facts: EnvironmentFacts;
  actor: string;
}): Parameters<RollbackStore['create']> {
  const { id, at, request, plan, to, facts, actor } = wish;
  const pending = plan.approval.required;
  const state: RollbackState = pending ? 'pending-approval' : 'approved';
  return [
    {
      rollback: {
        id: id,
        entityRef: request.entityRef,
        environment: request.environment,
        state,
        strategy: plan.strategy,
        from: plan.from,
        to,
        reason: request.reason,
        requestedBy: actor,
        requestedAt: at,
        updatedAt: at,
        plan,
        steps: initialSteps(plan.strategy),
        events: [],
      },
      place: {
        ...(facts.environment.cluster
          ? { cluster: facts.environment.cluster }
          : {}),
        namespace: namespaceOfFacts(facts),
        service: facts.state.rollout?.name ?? facts.service,
      },
      idempotencyKey: request.idempotencyKey,
      progress: { since: at },
      attempts: 0,
      nextAttemptAt: 0,
    },
    [
      {
        state: 'requested',
        actor: actor,
        message: runSentences.requested(actor, request.reason),
      },
      {
        state,
        message: pending
          ? runSentences.awaitingApproval()
          : runSentences.approvedByPolicy(),
      },
    ],
  ];
}

/** The same key for another wish is a mistake of the client, not a repetition. */
export function sameRequest(
  rollback: Rollback,
  request: RollbackRequest,
  caller: RollbackCaller,
): Rollback {
  const same =
    rollback.entityRef === request.entityRef &&
    rollback.environment === request.environment &&
    rollback.to.tag === request.toTag &&
    rollback.requestedBy === caller.actor;
  if (!same)
    throw new ConflictError(
      'idempotencyKey: was used for another rollback already',
    );
  return rollback;
}
