import { InputError } from '@backstage/errors';
import type { Waiver, WaiverRequest } from '../types';

const day = 24 * 60 * 60 * 1000;
const longestReason = 1000;

/**
 * A new waiver, which counts for nothing until somebody else approves it. Throws an `InputError` that says what is missing:
 * the reason, or an end within `maxDays`.
 *
 * @public
 */
export function requestWaiver(
  request: WaiverRequest,
  options: { id: string; by: string; maxDays: number },
  now: Date,
): Waiver {
  const entityRef = required(request.entityRef, 'the entity');
  const checkId = required(request.checkId, 'the check');
  const reason = required(request.reason, 'a reason');
  if (reason.length > longestReason) {
    throw new InputError(
      `The reason may have at most ${longestReason} characters.`,
    );
  }
  const end = Date.parse(request.expiresAt);
  if (Number.isNaN(end)) {
    throw new InputError('A waiver needs a date when it ends.');
  }
  if (end <= now.getTime()) {
    throw new InputError('A waiver must end in the future.');
  }
  if (end > now.getTime() + options.maxDays * day) {
    throw new InputError(`A waiver may last at most ${options.maxDays} days.`);
  }
  return {
    id: options.id,
    entityRef,
    checkId,
    reason,
    state: 'requested',
    requestedBy: options.by,
    requestedAt: now.toISOString(),
    expiresAt: new Date(end).toISOString(),
  };
}

function required(value: string, what: string): string {
  const text = value.trim();
  if (text === '') throw new InputError(`A waiver needs ${what}.`);
  return text;
}
