import { NotFoundError } from '@backstage/errors';
import { Rollback } from '@heal7/backstage-plugin-delivery-common';
import { Knex } from 'knex';
import { activeKey, RollbackRecord } from './rollback-record';
import { RollbackEventRow, RollbackRow, toRecord } from './rollback-rows';

export interface RollbackFilter {
  entityRef?: string;
  environment?: string;
  active?: boolean;
  limit: number;
  /** Of the last row of the page before. */
  after?: { requestedAt: string; id: string };
}

/** Reading what is stored about rollbacks. */
export class RollbackQueries {
  constructor(protected readonly db: Knex) {}

  async get(id: string): Promise<RollbackRecord> {
    const record = await this.find(id);
    if (!record) throw new NotFoundError(`There is no rollback '${id}'`);
    return record;
  }

  async find(id: string): Promise<RollbackRecord | undefined> {
    return (
      await this.#load(await this.db<RollbackRow>('rollbacks').where({ id }))
    )[0];
  }

  async findByKey(key: string): Promise<RollbackRecord | undefined> {
    return (
      await this.#load(
        await this.db<RollbackRow>('rollbacks').where({ idempotency_key: key }),
      )
    )[0];
  }

  async findActive(
    entityRef: string,
    environment: string,
  ): Promise<RollbackRecord | undefined> {
    return (
      await this.#load(
        await this.db<RollbackRow>('rollbacks').where({
          active_key: activeKey(entityRef, environment),
        }),
      )
    )[0];
  }

  /** Active rollbacks of the service that Flagger calls by this name. */
  async activeAt(
    namespace: string,
    service: string,
  ): Promise<RollbackRecord[]> {
    return this.#load(
      await this.db<RollbackRow>('rollbacks')
        .where({ namespace, service })
        .whereNotNull('active_key'),
    );
  }

  /** Newest first. */
  async list(filter: RollbackFilter): Promise<Rollback[]> {
    const query = this.db<RollbackRow>('rollbacks')
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(filter.limit);
    if (filter.entityRef) query.where({ entity_ref: filter.entityRef });
    if (filter.environment) query.where({ environment: filter.environment });
    if (filter.active === true) query.whereNotNull('active_key');
    if (filter.active === false) query.whereNull('active_key');
    const { after } = filter;
    if (after) {
      query.where(builder =>
        builder
          .where('requested_at', '<', after.requestedAt)
          .orWhere(same =>
            same
              .where('requested_at', after.requestedAt)
              .andWhere('id', '<', after.id),
          ),
      );
    }
    return (await this.#load(await query)).map(({ rollback }) => rollback);
  }

  async #load(rows: RollbackRow[]): Promise<RollbackRecord[]> {
    if (rows.length === 0) return [];
    const events = await this.db<RollbackEventRow>('rollback_events')
      .whereIn(
        'rollback_id',
        rows.map(({ id }) => id),
      )
      .orderBy('id');
    return rows.map(row =>
      toRecord(
        row,
        events.filter(event => event.rollback_id === row.id),
      ),
    );
  }
}
