import type { Deployment, Rollback } from '../types';

/** What marking needs to know of a rollback. @public */
export type RollbackMark = Pick<
  Rollback,
  | 'id'
  | 'environment'
  | 'state'
  | 'strategy'
  | 'from'
  | 'to'
  | 'reason'
  | 'requestedBy'
  | 'requestedAt'
  | 'finishedAt'
>;

/** A rollback that got as far as changing something. */
const tookPlace = (rollback: RollbackMark): boolean =>
  ['converging', 'verifying', 'succeeded'].includes(rollback.state) ||
  (rollback.state === 'failed' && rollback.finishedAt !== undefined);

/**
 * The history with rollbacks told apart from deployments: the row of the bad version says by which rollback it was taken
 * back, the row of the older version says that it came by one.
 *
 * @public
 */
export function markRollbacks(
  history: readonly Deployment[],
  rollbacks: readonly RollbackMark[],
): Deployment[] {
  const marked = history.map(deployment => ({ ...deployment }));
  const byStart = [...marked].sort(
    (a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt),
  );
  for (const rollback of rollbacks.filter(tookPlace)) {
    const requested = Date.parse(rollback.requestedAt);
    const bad = byStart
      .filter(
        row =>
          row.environment === rollback.environment &&
          row.to.tag === rollback.from.tag &&
          Date.parse(row.startedAt) <= requested,
      )
      .at(-1);
    const back = byStart.find(
      row =>
        row.environment === rollback.environment &&
        row.to.tag === rollback.to.tag &&
        Date.parse(row.startedAt) >= requested &&
        (rollback.finishedAt === undefined ||
          Date.parse(row.startedAt) <= Date.parse(rollback.finishedAt)),
    );
    if (bad) {
      bad.rollbackId = rollback.id;
      // A canary that was stopped never became the running version: it failed, it was not taken back.
      if (
        rollback.strategy !== 'stop-canary' &&
        rollback.state === 'succeeded'
      ) {
        bad.outcome = 'rolled-back';
      }
      bad.reason = rollback.reason;
    }
    if (back) {
      back.kind = 'rollback';
      back.rollbackId = rollback.id;
      back.reason = rollback.reason;
      back.actor = rollback.requestedBy;
    }
  }
  return marked;
}
