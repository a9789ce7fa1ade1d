import { NotFoundError } from '@backstage/errors';
import type { VerdictReporter } from '@heal7/backstage-plugin-quality-gates-node';
import { qualityPage } from '../announce/qualityPage';
import type { EntityLoader } from '../service/EntityLoader';
import type { EvaluationReader } from '../service/EvaluationReader';
import type { EvaluationStore } from '../store/EvaluationStore';
import type { ReportSubject } from './followUp';
import type { OutboxHandler } from './Outbox';

/** Reports the newest evaluation of a commit as it is when it is sent, so that late repetitions tell nothing old. */
export function createReportHandler(options: {
  reporter: VerdictReporter;
  store: Pick<EvaluationStore, 'latestOfCommits'>;
  reader: EvaluationReader;
  loadEntity: EntityLoader;
  /** Address of the portal. */
  appBaseUrl: string;
}): OutboxHandler {
  const { appBaseUrl, loadEntity, reader, reporter, store } = options;
  return async item => {
    const { commit, entityRef }: ReportSubject = JSON.parse(item.payload);
    const latest = await store.latestOfCommits(entityRef, [commit]);
    const evaluation = latest.get(commit);
    if (!evaluation) return undefined;
    try {
      return await reporter.report({
        entity: await loadEntity(entityRef),
        evaluation: await reader.read(evaluation),
        url: `${appBaseUrl}${qualityPage(entityRef)}`,
        ...(item.externalId === undefined
          ? {}
          : { externalId: item.externalId }),
      });
    } catch (error) {
      // An entity that was removed has nobody to tell.
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  };
}
