import {
  DeploymentRecord,
  deploymentOrigins,
} from '@heal7/backstage-plugin-delivery-common';
import { Knex } from 'knex';

interface DeploymentRow {
  id: string;
  entity_ref: string;
  environment: string;
  from_tag: string | null;
  to_tag: string;
  started_at: string;
  finished_at: string | null;
  outcome: string;
  kind: string;
  actor: string | null;
  reason: string | null;
  rollback_id: string | null;
  links: string;
  origin: string | null;
}

const outcomes = [
  'running',
  'succeeded',
  'failed',
  'rolled-back',
  'superseded',
] as const;
const deploymentKinds = ['deployment', 'canary', 'rollback'] as const;

function fromRow(row: DeploymentRow): DeploymentRecord {
  const origin = deploymentOrigins.find(known => known === row.origin);
  return {
    id: row.id,
    environment: row.environment,
    ...(row.from_tag ? { fromTag: row.from_tag } : {}),
    toTag: row.to_tag,
    startedAt: row.started_at,
    ...(row.finished_at ? { finishedAt: row.finished_at } : {}),
    outcome: outcomes.find(outcome => outcome === row.outcome) ?? 'superseded',
    kind: deploymentKinds.find(kind => kind === row.kind) ?? 'deployment',
    ...(row.actor ? { actor: row.actor } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
    ...(row.rollback_id ? { rollbackId: row.rollback_id } : {}),
    links: JSON.parse(row.links),
    ...(origin ? { origin } : {}),
  };
}

const toRow = (entityRef: string, record: DeploymentRecord): DeploymentRow => ({
  id: record.id,
  entity_ref: entityRef,
  environment: record.environment,
  from_tag: record.fromTag ?? null,
  to_tag: record.toTag,
  started_at: record.startedAt,
  finished_at: record.finishedAt ?? null,
  outcome: record.outcome,
  kind: record.kind,
  actor: record.actor ?? null,
  reason: record.reason ?? null,
  rollback_id: record.rollbackId ?? null,
  links: JSON.stringify(record.links),
  origin: record.origin ?? null,
});

/** The history of deployments. */
export class DeploymentStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Newest first. Rows that began in the same millisecond keep one order on every database. */
  async recent(
    entityRef: string,
    options: { environment?: string; limit: number },
  ): Promise<DeploymentRecord[]> {
    const rows = await this.#db<DeploymentRow>('delivery_deployments')
      .where({
        entity_ref: entityRef,
        ...(options.environment ? { environment: options.environment } : {}),
      })
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(options.limit);
    return rows.map(fromRow);
  }

  async save(entityRef: string, records: DeploymentRecord[]): Promise<void> {
    for (const record of records) {
      const { id, ...row } = toRow(entityRef, record);
      await this.#db<DeploymentRow>('delivery_deployments')
        .insert({ id, ...row })
        .onConflict('id')
        .merge(row);
    }
  }

  async remove(ids: string[]): Promise<void> {
    if (ids.length > 0) {
      await this.#db('delivery_deployments').whereIn('id', ids).delete();
    }
  }

  /** Keeps what succeeded: it is what one may go back to. */
  async prune(before: Date): Promise<void> {
    const date = before.toISOString();
    await this.#db('delivery_deployments')
      .where('finished_at', '<', date)
      .whereNot({ outcome: 'succeeded' })
      .delete();
  }
}
