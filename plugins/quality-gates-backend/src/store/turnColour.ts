import type { Knex } from 'knex';
import { enqueue } from './OutboxStore';

/** How the owner sees the default branch. */
export type Colour = 'red' | 'green';

/** The outbox channel of messages to the owner. */
export const ownerChannel = 'owner-notification';

/** What a message to the owner is about. */
export interface OwnerMessage {
  entityRef: string;
  evaluationId: string;
  colour: Colour;
}

/**
 * Keeps the colour of the current evaluation of a default branch and, where it turned, writes down that the owner is to be
 * told: once over all replicas. The first green is no news. An evaluation that is not the current one changes nothing.
 */
export async function turnColour(
  tx: Knex,
  evaluation: { entityRef: string; id: string },
  colour: Colour,
  now: Date,
): Promise<void> {
  const { entityRef, id } = evaluation;
  const current = await tx('current_evaluations')
    .where({ entity_ref: entityRef, evaluation_id: id })
    .forUpdate()
    .first('colour');
  if (!current || current.colour === colour) return;
  await tx('current_evaluations')
    .where('entity_ref', entityRef)
    .update({ colour });
  if (current.colour === null && colour === 'green') return;
  const payload: OwnerMessage = { entityRef, evaluationId: id, colour };
  await enqueue(tx, {
    channel: ownerChannel,
    subject: entityRef,
    payload,
    now,
  });
}
