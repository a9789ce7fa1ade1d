import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';

/** Other plugins of this backend may listen: `{ entityRef, evaluationId, commit, verdict }`. @public */
export const evaluationTopic = 'quality-gates.evaluation';

/** Tells other plugins that a commit was judged. A lost event costs them a delay, never the evaluation. */
export function createEventPublisher(
  events: EventsService,
  logger: LoggerService,
): (evaluation: Evaluation) => Promise<void> {
  return async ({ commit, entityRef, id, verdict }) => {
    try {
      await events.publish({
        topic: evaluationTopic,
        eventPayload: { entityRef, evaluationId: id, commit, verdict },
      });
    } catch (error) {
      logger.warn(
        `Other plugins could not be told of the new evaluation of ${entityRef}`,
        error instanceof Error ? error : undefined,
      );
    }
  };
}
