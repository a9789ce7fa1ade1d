import { createHash } from 'node:crypto';
import { Knex } from 'knex';
import { EnvironmentSnapshot } from '../reader/environment-snapshot';

interface EnvironmentRow {
  entity_ref: string;
  environment: string;
  facts: string;
  hash: string;
  changed_at: string;
  fencing_token: number;
}

export interface StoredSnapshot {
  entityRef: string;
  environment: string;
  snapshot: EnvironmentSnapshot;
  changedAt: string;
}

const fromRow = (row: EnvironmentRow): StoredSnapshot => {
  const snapshot: EnvironmentSnapshot = JSON.parse(row.facts);
  return {
    entityRef: row.entity_ref,
    environment: row.environment,
    snapshot,
    changedAt: row.changed_at,
  };
};

/** The current row of each service and environment. */
export class EnvironmentStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async list(entityRefs: string[]): Promise<StoredSnapshot[]> {
    const rows = await this.#db<EnvironmentRow>(
      'delivery_environments',
    ).whereIn('entity_ref', entityRefs);
    return rows.map(fromRow);
  }

  async get(
    entityRef: string,
    environment: string,
  ): Promise<StoredSnapshot | undefined> {
    const row = await this.#db<EnvironmentRow>('delivery_environments')
      .where({ entity_ref: entityRef, environment })
      .first();
    return row && fromRow(row);
  }

  /** Stores it when it differs and no newer leader wrote before. Answers whether anything was written. */
  async save(
    entityRef: string,
    environment: string,
    snapshot: EnvironmentSnapshot,
    options: { fencingToken: number; now: Date },
  ): Promise<boolean> {
    const facts = JSON.stringify(snapshot);
    const hash = createHash('sha256').update(facts).digest('hex');
    const key = { entity_ref: entityRef, environment };
    const values = {
      facts,
      hash,
      changed_at: options.now.toISOString(),
      fencing_token: options.fencingToken,
    };
    const updated = await this.#db<EnvironmentRow>('delivery_environments')
      .where(key)
      .andWhere('fencing_token', '<=', options.fencingToken)
      .andWhereNot({ hash })
      .update(values);
    if (updated > 0) {
      return true;
    }
    const known = await this.#db<EnvironmentRow>('delivery_environments')
      .where(key)
      .first();
    if (known) {
      return false;
    }
    await this.#db<EnvironmentRow>('delivery_environments')
      .insert({ ...key, ...values })
      .onConflict(['entity_ref', 'environment'])
      .ignore();
    return true;
  }
}
