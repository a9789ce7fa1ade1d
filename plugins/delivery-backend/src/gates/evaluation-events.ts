import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { Announcer } from '../announce/announcer';
import { isJsonObject, stringAt } from '../json/read-json';

/** What the quality-gates backend publishes after a commit was judged, with `entityRef` in the payload. */
const evaluationTopic = 'quality-gates.evaluation';

/** A new verdict changes the journey although no cluster changed. Without the gates plugin nothing ever comes. */
export async function followEvaluations(options: {
  events: EventsService;
  announcer: Pick<Announcer, 'changed'>;
  logger: LoggerService;
}): Promise<void> {
  const { announcer, events, logger } = options;
  try {
    await events.subscribe({
      id: 'delivery-evaluations',
      topics: [evaluationTopic],
      onEvent: async ({ eventPayload }) => {
        const entityRef = isJsonObject(eventPayload)
          ? stringAt(eventPayload, 'entityRef')
          : undefined;
        if (entityRef) {
          announcer.changed(entityRef.toLocaleLowerCase('en-US'), 'release');
        }
      },
    });
  } catch (error) {
    logger.warn(`New evaluations are seen only on reload: ${String(error)}`);
  }
}
