import type { Knex } from 'knex';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Evaluation,
  Waiver,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { EvaluationReader } from '../service/EvaluationReader';
import type { EvaluationStore } from '../store/EvaluationStore';
import type { AfterChange } from '../store/storePart';

/** Of so many of the entity's last commits the verdict may change. */
const lastCommits = 20;

/**
 * A waiver that comes into force or ends changes the verdict of what was judged before: source control, other plugins, the
 * owner and open pages are told.
 */
export function createWaiverAnnouncer(options: {
  knex: Knex;
  store: Pick<EvaluationStore, 'list' | 'getCurrent'>;
  reader: EvaluationReader;
  followUp: AfterChange;
  /** The pages; must not fail. */
  signal(waiver: Waiver): Promise<void>;
  /** The other plugins; must not fail. */
  publish(evaluation: Evaluation): Promise<void>;
  wakeOutbox(): void;
  logger: LoggerService;
}): (waiver: Waiver) => Promise<void> {
  const { followUp, knex, publish, reader, signal, store } = options;
  return async waiver => {
    const { checkId, entityRef } = waiver;
    await signal(waiver);
    if (waiver.state === 'requested' || waiver.state === 'rejected') return;
    try {
      const { items } = await store.list({
        entityRef,
        latestPerCommit: true,
        limit: lastCommits,
      });
      const affected = items.filter(({ checks }) =>
        checks.some(
          ({ id, verdict }) => id === checkId && verdict !== 'passed',
        ),
      );
      await knex.transaction(async tx => {
        for (const evaluation of affected) await followUp(tx, evaluation);
      });
      const current = await store.getCurrent(entityRef);
      if (current) await publish(await reader.read(current));
    } catch (error) {
      options.logger.warn(
        `What waiver ${waiver.id} changes could not be announced: ${error}`,
      );
    }
    options.wakeOutbox();
  };
}
