import {
  type Waiver,
  type WaiverDecision,
  waiverStateAt,
} from '@heal7/backstage-plugin-quality-gates-common';

/** @internal */
export type WaiverAction = WaiverDecision['action'];

/** What may be done about a waiver now, in the order it is offered. @internal */
export function waiverActions(waiver: Waiver, now: number): WaiverAction[] {
  switch (waiverStateAt(waiver, new Date(now))) {
    case 'requested':
      return ['approve', 'reject'];
    case 'approved':
      return ['revoke'];
    default:
      return [];
  }
}

/** A request for the check that still waits for a decision. @internal */
export const waitingWaiver = (
  waivers: readonly Waiver[],
  checkId: string,
  now: number,
): Waiver | undefined =>
  waivers.find(
    waiver =>
      waiver.checkId === checkId &&
      waiverStateAt(waiver, new Date(now)) === 'requested',
  );

/** `user:default/minji` → `minji`, `group:default/team-tea` → `team-tea`. @internal */
export const nameOfRef = (ref: string): string =>
  ref.slice(Math.max(ref.lastIndexOf('/'), ref.lastIndexOf(':')) + 1);

/** Characters: a reason must say something to whoever reads it later. @internal */
export const shortestReason = 10;

/** Days a waiver lasts unless somebody chooses otherwise. @internal */
export const defaultDays = 14;

/** The end of a day in the reader's zone, ISO; undefined when it is no day. @internal */
export function endOfDay(date: string): string | undefined {
  const at = new Date(`${date}T23:59:59`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The backend's own sentence where there is one; the client wraps it in "Request failed with …". @internal */
export const errorSentence = (error: Error): string =>
  error.cause instanceof Error && error.cause.message
    ? error.cause.message
    : error.message;
