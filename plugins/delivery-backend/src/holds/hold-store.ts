import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { Hold } from '@heal7/backstage-plugin-delivery-common';
import { Knex } from 'knex';
import { ServicePlace } from '../rollback/rollback-record';

interface HoldRow {
  id: string;
  entity_ref: string;
  environment: string;
  cluster: string | null;
  namespace: string;
  service: string;
  tag: string;
  version: string;
  reason: string;
  created_at: string;
  created_by: string;
  rollback_id: string | null;
  lifted_at: string | null;
  lifted_by: string | null;
  active_key: string | null;
}

/** A hold and where it applies. */
export interface PlacedHold extends Hold {
  place: ServicePlace;
}

const toHold = (row: HoldRow): PlacedHold => ({
  id: row.id,
  entityRef: row.entity_ref,
  environment: row.environment,
  version: JSON.parse(row.version),
  reason: row.reason,
  createdAt: row.created_at,
  createdBy: row.created_by,
  ...(row.rollback_id ? { rollbackId: row.rollback_id } : {}),
  place: {
    ...(row.cluster ? { cluster: row.cluster } : {}),
    namespace: row.namespace,
    service: row.service,
  },
});

/** What goes over the wire: without the place, which only Flagger's gates need. */
export const toWireHold = ({ place: _, ...hold }: PlacedHold): Hold => hold;

/** Versions that must not come back to an environment until somebody lifts the hold. */
export class HoldStore {
  constructor(private readonly db: Knex) {}

  /** One active hold per version and environment: the existing one is given back. */
  async create(hold: PlacedHold): Promise<PlacedHold> {
    const key = `${hold.entityRef}|${hold.environment}|${hold.version.tag}`;
    const existing = await this.#active(key);
    if (existing) return existing;
    try {
      await this.db<HoldRow>('rollback_holds').insert({
        id: hold.id,
        entity_ref: hold.entityRef,
        environment: hold.environment,
        cluster: hold.place.cluster ?? null,
        namespace: hold.place.namespace,
        service: hold.place.service,
        tag: hold.version.tag,
        version: JSON.stringify(hold.version),
        reason: hold.reason,
        created_at: hold.createdAt,
        created_by: hold.createdBy,
        rollback_id: hold.rollbackId ?? null,
        active_key: key,
      });
    } catch (error) {
      const faster = isDatabaseConflictError(error)
        ? await this.#active(key)
        : undefined;
      if (!faster) throw error;
      return faster;
    }
    return hold;
  }

  /** Not lifted, newest first. */
  async list(entityRef: string, environment?: string): Promise<PlacedHold[]> {
    const query = this.db<HoldRow>('rollback_holds')
      .where({ entity_ref: entityRef })
      .whereNotNull('active_key')
      .orderBy('created_at', 'desc');
    if (environment) query.where({ environment });
    return (await query).map(toHold);
  }

  /** Not lifted, of the service that Flagger calls by this name. */
  async listAt(namespace: string, service: string): Promise<PlacedHold[]> {
    const rows = await this.db<HoldRow>('rollback_holds')
      .where({ namespace, service })
      .whereNotNull('active_key');
    return rows.map(toHold);
  }

  async get(id: string): Promise<PlacedHold> {
    const row = await this.db<HoldRow>('rollback_holds')
      .where({ id })
      .whereNotNull('active_key')
      .first();
    if (!row) throw new NotFoundError(`There is no hold '${id}'`);
    return toHold(row);
  }

  async lift(id: string, by: string, at: string): Promise<void> {
    const lifted = await this.db<HoldRow>('rollback_holds')
      .where({ id })
      .whereNotNull('active_key')
      .update({ active_key: null, lifted_at: at, lifted_by: by });
    if (lifted === 0) throw new NotFoundError(`There is no hold '${id}'`);
  }

  async #active(key: string): Promise<PlacedHold | undefined> {
    const row = await this.db<HoldRow>('rollback_holds')
      .where({ active_key: key })
      .first();
    return row && toHold(row);
  }
}
