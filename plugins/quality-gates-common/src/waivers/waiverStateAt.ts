import type { Waiver, WaiverState } from '../types';

/**
 * The state of a waiver at a time. What was asked for or approved ends by the clock alone; what was rejected or revoked
 * stays that.
 *
 * @public
 */
export function waiverStateAt(waiver: Waiver, now: Date): WaiverState {
  const open = waiver.state === 'requested' || waiver.state === 'approved';
  // A date that cannot be read never is in the future.
  const lasts = now.getTime() < Date.parse(waiver.expiresAt);
  return open && !lasts ? 'expired' : waiver.state;
}
