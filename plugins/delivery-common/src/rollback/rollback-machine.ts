import type { Rollback, RollbackPhase, RollbackState } from '../types';

/**
 * Which state may follow which. The whole life of a rollback; nothing else may change a state.
 *
 * @public
 */
export const rollbackTransitions: Readonly<
  Record<RollbackState, readonly RollbackState[]>
> = {
  requested: [
    'pending-approval',
    'approved',
    'cancelled',
    'expired',
    'superseded',
  ],
  'pending-approval': [
    'approved',
    'rejected',
    'cancelled',
    'expired',
    'superseded',
  ],
  approved: ['mitigating', 'converging', 'cancelled', 'superseded', 'failed'],
  mitigating: ['converging', 'failed', 'superseded'],
  converging: ['verifying', 'failed', 'superseded'],
  verifying: ['succeeded', 'failed', 'superseded'],
  succeeded: [],
  failed: [],
  rejected: [],
  cancelled: [],
  expired: [],
  superseded: [],
};

/** True when nothing follows this state. @public */
export const isTerminal = (state: RollbackState): boolean =>
  rollbackTransitions[state].length === 0;

/** States in which the rollback occupies its environment: no second one may start. @public */
export const activeRollbackStates: readonly RollbackState[] = (
  Object.keys(rollbackTransitions) as RollbackState[]
).filter(state => !isTerminal(state));

/** @public */
export const canTransition = (
  from: RollbackState,
  to: RollbackState,
): boolean => rollbackTransitions[from].includes(to);

/**
 * The only way from one state to the next. Throws when the machine has no such arrow: that is a defect, not a user error.
 *
 * @public
 */
export function transition(
  from: RollbackState,
  to: RollbackState,
): RollbackState {
  if (!canTransition(from, to)) {
    throw new Error(`A rollback cannot go from '${from}' to '${to}'`);
  }
  return to;
}

/** Nothing was touched yet, so it can simply be dropped. @public */
export const canCancel = (rollback: Pick<Rollback, 'state'>): boolean =>
  canTransition(rollback.state, 'cancelled');

/** Waiting for a second person; the requester is never that person. @public */
export const canApprove = (
  rollback: Pick<Rollback, 'state' | 'requestedBy'>,
  userRef: string,
): boolean =>
  rollback.state === 'pending-approval' && rollback.requestedBy !== userRef;

/** Same rule as approving: taking one's own request back is cancelling it. @public */
export const canReject = canApprove;

/** Which of the four phases is running in a state. @public */
export const phaseOfState = (
  state: RollbackState,
): RollbackPhase | undefined => {
  switch (state) {
    case 'mitigating':
      return 'mitigate';
    case 'converging':
      return 'converge';
    case 'verifying':
      return 'verify';
    default:
      return undefined;
  }
};
