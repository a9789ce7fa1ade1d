import type { Knex } from 'knex';
import type { Verdict } from '@heal7/backstage-plugin-quality-gates-common';
import { summaryOf, verdictOf, type CheckSummary } from './checkSummary';

/** What the catalog says of an entity of the fleet. */
export type FleetOwner = Pick<FleetKey, 'entityRef' | 'owner' | 'listed'>;

/** Which judgement of an entity's default branch is the current one. */
export interface FleetKey {
  entityRef: string;
  owner?: string;
  /** False: the catalog has it no more. */
  listed: boolean;
  evaluationId: string;
  revision: number;
}

/** What the fleet table needs of a judgement. */
export interface FleetJudgement {
  evaluationId: string;
  revision: number;
  commit: string;
  verdict: Verdict;
  /** Parts of the CI run are awaited. */
  waits: boolean;
  updatedAt: string;
  checks: CheckSummary[];
}

interface KeyRow {
  entity_ref: string;
  owner: string | null;
  listed: number;
  evaluation_id: string;
  revision: number;
}

interface JudgementRow {
  id: string;
  revision: number;
  commit_sha: string;
  verdict: string;
  pending_until: number | string | null;
  updated_at: string | null;
  created_at: string;
  summary: string | null;
  result: string | null;
}

/** SQLite allows so many values in a statement, with some to spare. */
const batch = 500;

/** The current evaluations of all entities. */
export class FleetStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Short rows, of all services or of those that changed since. What of them is to be read is told by the revision. */
  async listKeys(changedSince?: Date): Promise<FleetKey[]> {
    const query = this.#knex('current_evaluations');
    if (changedSince) query.where('changed_at', '>=', changedSince.getTime());
    const rows: KeyRow[] = await query.select(
      'entity_ref',
      'owner',
      'listed',
      'evaluation_id',
      'revision',
    );
    return rows.map(row => ({
      entityRef: row.entity_ref,
      ...(row.owner === null ? {} : { owner: row.owner }),
      listed: row.listed === 1,
      evaluationId: row.evaluation_id,
      revision: row.revision,
    }));
  }

  async listJudgements(ids: readonly string[]): Promise<FleetJudgement[]> {
    const found: FleetJudgement[] = [];
    for (let start = 0; start < ids.length; start += batch) {
      const rows: JudgementRow[] = await this.#knex('evaluations')
        .whereIn('id', ids.slice(start, start + batch))
        .select(
          'id',
          'revision',
          'commit_sha',
          'verdict',
          'pending_until',
          'updated_at',
          'created_at',
          'summary',
        )
        .select(
          this.#knex.raw('case when summary is null then result end as result'),
        );
      found.push(...rows.map(judgementOf));
    }
    return found;
  }

  /** What is known of the entities after `after`, in order, for going through all of them. */
  async listOwners(after: string, limit: number): Promise<FleetOwner[]> {
    const rows: KeyRow[] = await this.#knex('current_evaluations')
      .where('entity_ref', '>', after)
      .orderBy('entity_ref')
      .limit(limit)
      .select('entity_ref', 'owner', 'listed');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      ...(row.owner === null ? {} : { owner: row.owner }),
      listed: row.listed === 1,
    }));
  }

  /** Keeps what the catalog says; `listed: false` when it has the entity no more. */
  async saveOwner(
    { entityRef, listed, owner }: FleetOwner,
    at: Date,
  ): Promise<void> {
    await this.#knex('current_evaluations')
      .where('entity_ref', entityRef)
      .update({
        listed: listed ? 1 : 0,
        changed_at: at.getTime(),
        ...(listed ? { owner: owner ?? null } : {}),
      });
  }
}

function judgementOf(row: JudgementRow): FleetJudgement {
  return {
    evaluationId: row.id,
    revision: row.revision,
    commit: row.commit_sha,
    verdict: verdictOf(row.verdict),
    waits: row.pending_until !== null,
    updatedAt: row.updated_at ?? row.created_at,
    checks: summaryOf(row),
  };
}
