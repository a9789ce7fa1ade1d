import { Knex } from 'knex';
import { ServicePlace } from '../rollback/rollback-record';
import { RollbackRow } from '../rollback/rollback-rows';

interface OpeningRow {
  rollback_id: string;
  cluster: string | null;
  namespace: string;
  name: string;
  checksum: string | null;
  opened_at: string;
  answered_at: string | null;
}

/** A rollback gate that was opened, with what is needed to know for which version. */
export interface GateOpening {
  rollbackId: string;
  entityRef: string;
  environment: string;
  cluster?: string;
  fromTag: string;
  /** Of the Flagger run it is bound to; absent until the first question. */
  checksum?: string;
  answered: boolean;
}

/** Rollback gates opened for Flagger; in the database, so that restarts and replicas do not matter. */
export class GateStore {
  constructor(private readonly db: Knex) {}

  /** Idempotent: a rollback opens one gate. */
  async open(opening: {
    rollbackId: string;
    place: ServicePlace;
    at: string;
  }): Promise<void> {
    await this.db<OpeningRow>('rollback_gate_openings')
      .insert({
        rollback_id: opening.rollbackId,
        cluster: opening.place.cluster ?? null,
        namespace: opening.place.namespace,
        name: opening.place.service,
        opened_at: opening.at,
      })
      .onConflict('rollback_id')
      .ignore();
  }

  /** A gate is open only while its rollback is mitigating: nothing has to be closed, so nothing can stay open. */
  async openAt(namespace: string, name: string): Promise<GateOpening[]> {
    const rows: Array<
      OpeningRow & Pick<RollbackRow, 'entity_ref' | 'environment' | 'from_tag'>
    > = await this.db('rollback_gate_openings')
      .join('rollbacks', 'rollbacks.id', 'rollback_gate_openings.rollback_id')
      .where({
        'rollback_gate_openings.namespace': namespace,
        'rollback_gate_openings.name': name,
        'rollbacks.state': 'mitigating',
      })
      .select(
        'rollback_gate_openings.*',
        'rollbacks.entity_ref',
        'rollbacks.environment',
        'rollbacks.from_tag',
      );
    return rows.map(row => ({
      rollbackId: row.rollback_id,
      entityRef: row.entity_ref,
      environment: row.environment,
      ...(row.cluster ? { cluster: row.cluster } : {}),
      fromTag: row.from_tag,
      ...(row.checksum ? { checksum: row.checksum } : {}),
      answered: row.answered_at !== null,
    }));
  }

  /** Ties the opening to one run of Flagger. False = it is tied to another one. */
  async bind(rollbackId: string, checksum: string): Promise<boolean> {
    await this.db<OpeningRow>('rollback_gate_openings')
      .where({ rollback_id: rollbackId })
      .whereNull('checksum')
      .update({ checksum });
    const row = await this.db<OpeningRow>('rollback_gate_openings')
      .where({ rollback_id: rollbackId })
      .first();
    return row?.checksum === checksum;
  }

  /** True the first time only. */
  async markAnswered(rollbackId: string, at: string): Promise<boolean> {
    const marked = await this.db<OpeningRow>('rollback_gate_openings')
      .where({ rollback_id: rollbackId })
      .whereNull('answered_at')
      .update({ answered_at: at });
    return marked > 0;
  }
}
