import { enqueue } from '../store/OutboxStore';
import type { AfterWaiverChange } from '../store/WaiverStore';

/** Which waiver changed. */
export interface WaiverSubject {
  waiverId: string;
}

/** The outbox channel of what waivers change. */
export const waiverChannel = 'waiver';

/** Writes down, with a waiver's change, that others are to be told of it: nobody forgets when the process ends in between. */
export function createWaiverFollowUp(options: {
  now(): Date;
}): AfterWaiverChange {
  return async (tx, waiver) => {
    const payload: WaiverSubject = { waiverId: waiver.id };
    await enqueue(tx, {
      channel: waiverChannel,
      subject: waiver.id,
      payload,
      now: options.now(),
    });
  };
}
