import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  isFinal,
  type Evaluation,
} from '@heal7/backstage-plugin-quality-gates-common';

/**
 * Other plugins of this backend may listen: `{ entityRef, evaluationId, commit, verdict, branch, pullRequest, final }`, when
 * an evaluation is new and whenever it changes.
 */
export const evaluationTopic = 'quality-gates.evaluation';

/** Tells other plugins that a commit was judged. A lost event costs them a delay, never the evaluation. */
export function createEventPublisher(
  events: EventsService,
  logger: LoggerService,
): (evaluation: Evaluation) => Promise<void> {
  return async evaluation => {
    const { branch, commit, entityRef, id, pullRequest, verdict } = evaluation;
    try {
      await events.publish({
        topic: evaluationTopic,
        eventPayload: {
          entityRef,
          evaluationId: id,
          commit,
          verdict,
          ...(branch === undefined ? {} : { branch }),
          ...(pullRequest === undefined ? {} : { pullRequest }),
          final: isFinal(evaluation),
        },
      });
    } catch (error) {
      logger.warn(
        `Other plugins could not be told of the new evaluation of ${entityRef}`,
        error instanceof Error ? error : undefined,
      );
    }
  };
}
