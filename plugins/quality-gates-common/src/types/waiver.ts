/** How far an exception has come; `expired` is told by the clock, the others are stored. @public */
export const waiverStates = [
  'requested',
  'approved',
  'rejected',
  'revoked',
  'expired',
] as const;
/** @public */
export type WaiverState = (typeof waiverStates)[number];

/** An exception from one check for one entity, for a time. @public */
export interface Waiver {
  id: string;
  entityRef: string;
  checkId: string;
  reason: string;
  state: WaiverState;
  /** Entity ref of the person who asked. */
  requestedBy: string;
  requestedAt: string;
  /** Entity ref of the person who approved, rejected or revoked; never `requestedBy` where it approves. */
  decidedBy?: string;
  decidedAt?: string;
  /** Why it was rejected or revoked. */
  decisionReason?: string;
  /** ISO. From then on it counts for nothing. */
  expiresAt: string;
}

/** Body of `POST /waivers`. @public */
export interface WaiverRequest {
  entityRef: string;
  checkId: string;
  reason: string;
  /** ISO; at most as far away as the portal allows. */
  expiresAt: string;
}

/** What a check shows of the waiver in force. @public */
export interface AppliedWaiver {
  id: string;
  reason: string;
  approvedBy: string;
  expiresAt: string;
}
