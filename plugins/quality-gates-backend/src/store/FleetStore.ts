import type { Knex } from 'knex';
import type { Verdict } from '@heal7/backstage-plugin-quality-gates-common';
import { summaryOf, verdictOf, type CheckSummary } from './checkSummary';

/** Which judgement of an entity's default branch is the current one. */
export interface FleetKey {
  entityRef: string;
  owner?: string;
  evaluationId: string;
  revision: number;
}

/** What the fleet table needs of a judgement. */
export interface FleetJudgement {
  evaluationId: string;
  revision: number;
  commit: string;
  verdict: Verdict;
  updatedAt: string;
  checks: CheckSummary[];
}

interface KeyRow {
  entity_ref: string;
  owner: string | null;
  evaluation_id: string;
  revision: number;
}

interface JudgementRow {
  id: string;
  revision: number;
  commit_sha: string;
  verdict: string;
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

  /** Short rows: what changed since they were read last is told by the revision. */
  async listKeys(): Promise<FleetKey[]> {
    const rows: KeyRow[] = await this.#knex('current_evaluations')
      .where('listed', 1)
      .select('entity_ref', 'owner', 'evaluation_id', 'revision');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      ...(row.owner === null ? {} : { owner: row.owner }),
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

  /** Entity refs after `after`, in order, for going through all of them. */
  async listEntityRefs(after: string, limit: number): Promise<string[]> {
    const rows: { entity_ref: string }[] = await this.#knex(
      'current_evaluations',
    )
      .where('entity_ref', '>', after)
      .orderBy('entity_ref')
      .limit(limit)
      .select('entity_ref');
    return rows.map(row => row.entity_ref);
  }

  /** Keeps what the catalog says; `listed: false` when it has the entity no more. */
  async saveOwner(
    entityRef: string,
    state: { owner?: string; listed: boolean },
  ): Promise<void> {
    await this.#knex('current_evaluations')
      .where('entity_ref', entityRef)
      .update({
        listed: state.listed ? 1 : 0,
        ...(state.listed ? { owner: state.owner ?? null } : {}),
      });
  }
}

function judgementOf(row: JudgementRow): FleetJudgement {
  return {
    evaluationId: row.id,
    revision: row.revision,
    commit: row.commit_sha,
    verdict: verdictOf(row.verdict),
    updatedAt: row.updated_at ?? row.created_at,
    checks: summaryOf(row),
  };
}
