import {
  Rollback,
  RollbackEvent,
  RollbackProgress,
  RollbackState,
  rollbackStates,
  RollbackStrategyName,
  rollbackStrategies,
} from '@heal7/backstage-plugin-delivery-common';
import { RollbackRecord } from './rollback-record';

/** A row of `rollbacks` as both databases return it: PostgreSQL gives big integers as text. */
export interface RollbackRow {
  id: string;
  entity_ref: string;
  environment: string;
  cluster: string | null;
  namespace: string;
  service: string;
  state: string;
  strategy: string;
  from_tag: string;
  to_tag: string;
  from_version: string;
  to_version: string;
  reason: string;
  requested_by: string;
  requested_at: string;
  updated_at: string;
  finished_at: string | null;
  idempotency_key: string;
  active_key: string | null;
  plan: string;
  steps: string;
  progress: string;
  outcome: string | null;
  pending_command: string | null;
  attempts: number;
  next_attempt_at: number | string;
  lease_owner: string | null;
  lease_until: number | string;
  fence: number;
}

/** A row of `rollback_events`. */
export interface RollbackEventRow {
  id: number | string;
  rollback_id: string;
  at: string;
  state: string;
  actor: string | null;
  message: string;
}

export const toState = (text: string): RollbackState => {
  const state = rollbackStates.find(item => item === text);
  if (!state)
    throw new Error(`The database holds an unknown rollback state '${text}'`);
  return state;
};

const toStrategy = (text: string): RollbackStrategyName => {
  const strategy = rollbackStrategies.find(item => item === text);
  if (!strategy)
    throw new Error(
      `The database holds an unknown rollback strategy '${text}'`,
    );
  return strategy;
};

const toEvent = (row: RollbackEventRow): RollbackEvent => ({
  at: row.at,
  state: toState(row.state),
  ...(row.actor ? { actor: row.actor } : {}),
  message: JSON.parse(row.message),
});

/** The wire type. The JSON columns are written by `fromRecord` only. */
export function toRollback(
  row: RollbackRow,
  events: RollbackEventRow[],
): Rollback {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    environment: row.environment,
    state: toState(row.state),
    strategy: toStrategy(row.strategy),
    from: JSON.parse(row.from_version),
    to: JSON.parse(row.to_version),
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    updatedAt: row.updated_at,
    ...(row.finished_at ? { finishedAt: row.finished_at } : {}),
    plan: JSON.parse(row.plan),
    steps: JSON.parse(row.steps),
    events: events.map(toEvent),
    ...(row.outcome ? { outcome: JSON.parse(row.outcome) } : {}),
  };
}

export function toRecord(
  row: RollbackRow,
  events: RollbackEventRow[],
): RollbackRecord {
  const progress: RollbackProgress = JSON.parse(row.progress);
  return {
    rollback: toRollback(row, events),
    place: {
      ...(row.cluster ? { cluster: row.cluster } : {}),
      namespace: row.namespace,
      service: row.service,
    },
    idempotencyKey: row.idempotency_key,
    progress,
    ...(row.pending_command ? { pendingCommand: row.pending_command } : {}),
    attempts: row.attempts,
    nextAttemptAt: Number(row.next_attempt_at),
    fence: row.fence,
  };
}
