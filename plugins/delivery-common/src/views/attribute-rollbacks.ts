import type { Deployment, Rollback, ServiceDelivery } from '../types';

// The change may be seen a little before the rollback is told, and long after when Git or the cluster is slow.
const leadMs = 60_000;
const lagMs = 60 * 60_000;

const about = ({ id, reason, requestedBy }: Rollback) => ({
  rollbackId: id,
  actor: requestedBy,
  reason,
});

function attribute(history: Deployment[], rollback: Rollback): Deployment[] {
  const requested = Date.parse(rollback.requestedAt);
  const inEnvironment = ({ environment }: Deployment) =>
    environment === rollback.environment;
  // The history is newest first: the first match is the newest.
  const takenBack = history.find(
    row =>
      inEnvironment(row) &&
      row.to.tag === rollback.from.tag &&
      Date.parse(row.startedAt) <= requested,
  );
  const broughtBack = history
    .filter(row => {
      const delay = Date.parse(row.startedAt) - requested;
      return (
        inEnvironment(row) &&
        row.to.tag === rollback.to.tag &&
        delay >= -leadMs &&
        delay <= lagMs
      );
    })
    .at(-1);
  return history.map(row => {
    if (row === takenBack) {
      const isOver = row.outcome === 'failed' || row.outcome === 'succeeded';
      return {
        ...row,
        ...about(rollback),
        ...(isOver ? { outcome: 'rolled-back' as const } : {}),
      };
    }
    return row === broughtBack
      ? { ...row, ...about(rollback), kind: 'rollback' as const }
      : row;
  });
}

/**
 * Says in the history which rows a rollback took back and brought back, by whom and why. Rollbacks that were refused or
 * failed changed nothing and are not told there.
 *
 * @public
 */
export function attributeRollbacks(delivery: ServiceDelivery): ServiceDelivery {
  const effective = delivery.rollbacks.filter(({ state }) =>
    ['mitigating', 'converging', 'verifying', 'succeeded'].includes(state),
  );
  return {
    ...delivery,
    history: effective.reduce(attribute, delivery.history),
  };
}
