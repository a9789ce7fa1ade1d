import type { Knex } from 'knex';
import type {
  Evaluation,
  Waiver,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { EvaluationReader } from '../service/EvaluationReader';
import type { EvaluationStore } from '../store/EvaluationStore';
import type { AfterChange } from '../store/storePart';
import type { WaiverStore } from '../store/WaiverStore';
import type { OutboxHandler } from './Outbox';
import type { WaiverSubject } from './waiverFollowUp';

/** Of so many of the entity's last commits the verdict may change. */
const lastCommits = 100;

/**
 * What a waiver that changed means for others. One that comes into force or ends changes the verdict of what was judged
 * before: source control, other plugins and the owner are told, open pages of every change. It happens after the change is
 * stored, so that it sees every evaluation that did not see the waiver; what it writes down is written again when it is
 * repeated.
 */
export function createWaiverHandler(options: {
  knex: Knex;
  waivers: Pick<WaiverStore, 'get'>;
  store: Pick<EvaluationStore, 'list' | 'getCurrent'>;
  reader: EvaluationReader;
  followUp: AfterChange;
  /** The pages; must not fail. */
  signal(waiver: Waiver): Promise<void>;
  /** The other plugins; must not fail. */
  publish(evaluation: Evaluation): Promise<void>;
}): OutboxHandler {
  const { followUp, knex, publish, reader, signal, store, waivers } = options;
  return async item => {
    const { waiverId }: WaiverSubject = JSON.parse(item.payload);
    const waiver = await waivers.get(waiverId);
    if (!waiver) return undefined;
    const { checkId, entityRef } = waiver;
    if (waiver.state === 'approved' || waiver.state === 'revoked') {
      const { items } = await store.list({
        entityRef,
        latestPerCommit: true,
        limit: lastCommits,
      });
      for (const evaluation of items) {
        if (!concerns(evaluation, checkId)) continue;
        // Each by itself and as a push does it, so that the two never wait for each other in a circle.
        await knex.transaction(tx => followUp(tx, evaluation));
      }
      const current = await store.getCurrent(entityRef);
      if (current) await publish(await reader.read(current));
    }
    await signal(waiver);
    return undefined;
  };
}

function concerns({ checks }: Evaluation, checkId: string): boolean {
  return checks.some(
    ({ id, verdict }) => id === checkId && verdict !== 'passed',
  );
}
