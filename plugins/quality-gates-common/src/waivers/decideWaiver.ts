import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { WaiverDecision } from '../client';
import type { Waiver, WaiverState } from '../types';
import { waiverStateAt } from './waiverStateAt';

interface Step {
  from: WaiverState;
  to: WaiverState;
  needsReason: boolean;
}

/** Which decision leads from where to where. */
const steps: Record<WaiverDecision['action'], Step> = {
  approve: { from: 'requested', to: 'approved', needsReason: false },
  reject: { from: 'requested', to: 'rejected', needsReason: true },
  revoke: { from: 'approved', to: 'revoked', needsReason: true },
};

const stateSentences: Record<WaiverState, string> = {
  requested: 'The waiver has not been approved.',
  approved: 'The waiver is approved already.',
  rejected: 'The waiver was rejected.',
  revoked: 'The waiver was revoked.',
  expired: 'The waiver has ended.',
};

/**
 * The waiver after a decision. Throws a `ConflictError` when its state at that time does not allow the decision, a
 * `NotAllowedError` when somebody would approve what they asked for themselves, an `InputError` when a rejection or a
 * revocation comes without a reason.
 *
 * @public
 */
export function decideWaiver(
  waiver: Waiver,
  decision: WaiverDecision,
  by: string,
  now: Date,
): Waiver {
  const { from, to, needsReason } = steps[decision.action];
  const state = waiverStateAt(waiver, now);
  if (state !== from) throw new ConflictError(stateSentences[state]);
  if (to === 'approved' && samePerson(by, waiver.requestedBy)) {
    throw new NotAllowedError(
      'Somebody else than the person who asked for the waiver must approve it.',
    );
  }
  const reason = decision.reason?.trim() ?? '';
  if (needsReason && reason === '') {
    throw new InputError(`To ${decision.action} a waiver, say why.`);
  }
  const { decisionReason: _, ...rest } = waiver;
  return {
    ...rest,
    state: to,
    decidedBy: by,
    decidedAt: now.toISOString(),
    ...(reason === '' ? {} : { decisionReason: reason }),
  };
}

/** Entity refs do not distinguish small and capital letters. */
function samePerson(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en-US') === other.toLocaleLowerCase('en-US');
}
