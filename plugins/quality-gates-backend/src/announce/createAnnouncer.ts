import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  evaluationsChannel,
  type Evaluation,
  type Waiver,
} from '@heal7/backstage-plugin-quality-gates-common';

/**
 * Tells open pages that there is something new; they fetch it with their own permissions, so the message holds nothing
 * secret. A lost message costs a delay, never the evaluation.
 */
export interface Announcer {
  evaluation(evaluation: Evaluation): Promise<void>;
  waiver(waiver: Waiver): Promise<void>;
}

export function createAnnouncer(
  signals: SignalsService,
  logger: LoggerService,
): Announcer {
  const publish = async (
    entityRef: string,
    message: { evaluationId: string } | { waiverId: string },
  ) => {
    try {
      await signals.publish({
        recipients: { type: 'broadcast' },
        channel: evaluationsChannel(entityRef),
        message,
      });
    } catch (error) {
      logger.warn(
        `Open pages could not be told of a change of ${entityRef}`,
        error instanceof Error ? error : undefined,
      );
    }
  };
  return {
    evaluation: ({ entityRef, id }) => publish(entityRef, { evaluationId: id }),
    waiver: ({ entityRef, id }) => publish(entityRef, { waiverId: id }),
  };
}
