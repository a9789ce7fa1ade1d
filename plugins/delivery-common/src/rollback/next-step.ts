import { converge } from './decide-convergence';
import { begin, mitigate } from './decide-mitigation';
import { verify } from './decide-verification';
import { secondsSince, type RollbackDecision } from './rollback-decision';
import type { RollbackObservation, RollbackRun } from './rollback-facts';
import type { RollbackPolicy } from './rollback-policy';
import { runSentences } from './run-sentences';

/**
 * The whole engine as one pure function: the stored run, one live look and the time give the next thing to do.
 * Because it decides from what is true, not from what was done last, it may be called again at any moment, by any
 * replica, after any crash.
 *
 * @public
 */
export function nextStep(
  run: RollbackRun,
  seen: RollbackObservation,
  now: Date,
  policy: RollbackPolicy,
): RollbackDecision {
  switch (run.state) {
    case 'requested':
    case 'pending-approval':
      return secondsSince(run.requestedAt, now) > policy.approvalSeconds
        ? {
            kind: 'move',
            to: 'expired',
            message: runSentences.expired(policy.approvalSeconds),
          }
        : { kind: 'wait', message: runSentences.awaitingApproval() };
    case 'approved':
      return begin(run, seen, now, policy);
    case 'mitigating':
      return mitigate(run, seen, now, policy);
    case 'converging':
      return converge(run, seen, now, policy);
    case 'verifying':
      return verify(run, seen, now, policy);
    default:
      throw new Error(
        `Rollback ${run.id} has ended (${run.state}); there is no next step`,
      );
  }
}
