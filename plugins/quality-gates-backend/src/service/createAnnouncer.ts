import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  evaluationsChannel,
  type Evaluation,
} from '@heal7/backstage-plugin-quality-gates-common';

/**
 * Tells open pages that there is something new; they fetch it with their own permissions, so the message holds nothing
 * secret. A lost message costs a delay, never the evaluation.
 */
export function createAnnouncer(
  signals: SignalsService,
  logger: LoggerService,
): (evaluation: Evaluation) => Promise<void> {
  return async evaluation => {
    try {
      await signals.publish({
        recipients: { type: 'broadcast' },
        channel: evaluationsChannel(evaluation.entityRef),
        message: { evaluationId: evaluation.id },
      });
    } catch (error) {
      logger.warn(
        `The new evaluation of ${evaluation.entityRef} could not be announced`,
        error instanceof Error ? error : undefined,
      );
    }
  };
}
