import { parseEntityRef } from '@backstage/catalog-model';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { qualityPage } from '../announce/qualityPage';
import type { EvaluationReader } from '../service/EvaluationReader';
import type { EvaluationStore } from '../store/EvaluationStore';
import type { OwnerMessage } from '../store/turnColour';
import type { OutboxHandler } from './Outbox';

/** A notification to the owner of an entity whose default branch turned red, or green again. */
export function createOwnerHandler(options: {
  notifications: NotificationService;
  store: Pick<EvaluationStore, 'get'>;
  reader: EvaluationReader;
}): OutboxHandler {
  const { notifications, reader, store } = options;
  return async item => {
    const message: OwnerMessage = JSON.parse(item.payload);
    const { colour, entityRef, evaluationId } = message;
    const stored = await store.get(evaluationId);
    if (!stored) return undefined;
    const { name } = parseEntityRef(entityRef);
    const red = colour === 'red';
    await notifications.send({
      recipients: { type: 'entity', entityRef },
      payload: {
        title: red
          ? `${name}: the quality gate of ${stored.branch} fails`
          : `${name}: the quality gate of ${stored.branch} passes again`,
        description: describe(await reader.read(stored)),
        link: qualityPage(entityRef),
        severity: red ? 'high' : 'normal',
        topic: `quality-gates:${entityRef}`,
        // One line an entity that is told anew, not a line a turn.
        scope: `quality-gates:${entityRef}`,
      },
    });
    return undefined;
  };
}

/** The first checks that decide, each with its reason. */
function describe(evaluation: Evaluation): string {
  const commit = evaluation.commit.slice(0, 7);
  const deciding = evaluation.checks.filter(
    ({ blocking, verdict, waiver }) =>
      blocking && !waiver && (verdict === 'failed' || verdict === 'error'),
  );
  if (deciding.length === 0) return `Commit ${commit}.`;
  const reasons = deciding
    .slice(0, 3)
    .map(({ reason, title }) => `${title}: ${reason}`);
  const more = deciding.length - reasons.length;
  return [
    `Commit ${commit}.`,
    ...reasons,
    ...(more > 0 ? [`And ${more} more.`] : []),
  ].join(' ');
}
