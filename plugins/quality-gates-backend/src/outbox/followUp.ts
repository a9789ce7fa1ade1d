import type { Knex } from 'knex';
import {
  applyWaivers,
  type Evaluation,
} from '@heal7/backstage-plugin-quality-gates-common';
import { colourOf } from '../announce/colourOf';
import { enqueue } from '../store/OutboxStore';
import type { AfterChange } from '../store/storePart';
import { turnColour } from '../store/turnColour';
import { WaiverStore } from '../store/WaiverStore';

/** Which commit is to be reported to source control. */
export interface ReportSubject {
  entityRef: string;
  commit: string;
}

/** The outbox channel of a reporter. */
export const reportChannel = (reporterId: string) => `report:${reporterId}`;

/**
 * What follows from a new judgement or waiver, written down with it: that source control is to be told, and the owner when
 * the default branch turned.
 */
export function createFollowUp(options: {
  reporterIds: readonly string[];
  now(): Date;
}): AfterChange {
  return async (tx: Knex, evaluation: Evaluation) => {
    const now = options.now();
    const { commit, entityRef } = evaluation;
    const waivers = await new WaiverStore(tx).listInForce(now, entityRef);
    const colour = colourOf(applyWaivers(evaluation, waivers, now));
    // First the row of the entity, then the lines of the outbox: always in this order, so that nobody waits in a circle.
    if (colour) await turnColour(tx, evaluation, colour, now);
    const payload: ReportSubject = { entityRef, commit };
    for (const id of options.reporterIds) {
      await enqueue(tx, {
        channel: reportChannel(id),
        subject: `${entityRef}@${commit}`,
        payload,
        now,
      });
    }
  };
}
