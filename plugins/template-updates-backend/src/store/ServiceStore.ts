import type { Knex } from 'knex';
import type { UpdatePullRequest } from '@heal7/backstage-plugin-template-updates-common';
import { z } from 'zod';

const pullRequestsSchema = z.array(
  z.object({
    number: z.number(),
    url: z.string(),
    version: z.string(),
    conflicts: z.number(),
    repoUrl: z.string(),
    commit: z.string(),
  }),
);

/** A pull request with what only the portal needs to know of it. */
export interface StoredPullRequest extends UpdatePullRequest {
  repoUrl: string;
  /** The commit the portal wrote last. */
  commit: string;
}

/** What is known of a service made from a template. */
export interface StoredService {
  entityRef: string;
  owner?: string;
  templateRef: string;
  version?: string;
  problem?: string;
  pullRequests: StoredPullRequest[];
  checkedAt: string;
}

interface ServiceRow {
  entity_ref: string;
  owner: string | null;
  template_ref: string;
  version: string | null;
  problem: string | null;
  pull_requests: string;
  checked_at: string;
}

/** One current row a service. */
export class ServiceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async save(service: StoredService): Promise<void> {
    await this.#rows().insert(toRow(service)).onConflict('entity_ref').merge();
  }

  async get(entityRef: string): Promise<StoredService | undefined> {
    const row = await this.#rows().where({ entity_ref: entityRef }).first();
    return row && fromRow(row);
  }

  async list(): Promise<StoredService[]> {
    const rows = await this.#rows().orderBy('entity_ref');
    return rows.map(fromRow);
  }

  async remove(entityRef: string): Promise<void> {
    await this.#rows().where({ entity_ref: entityRef }).delete();
  }

  #rows() {
    return this.#knex<ServiceRow>('services');
  }
}

function toRow(service: StoredService): ServiceRow {
  return {
    entity_ref: service.entityRef,
    owner: service.owner ?? null,
    template_ref: service.templateRef,
    version: service.version ?? null,
    problem: service.problem ?? null,
    pull_requests: JSON.stringify(service.pullRequests),
    checked_at: service.checkedAt,
  };
}

function fromRow(row: ServiceRow): StoredService {
  return {
    entityRef: row.entity_ref,
    ...(row.owner === null ? {} : { owner: row.owner }),
    templateRef: row.template_ref,
    ...(row.version === null ? {} : { version: row.version }),
    ...(row.problem === null ? {} : { problem: row.problem }),
    pullRequests: pullRequestsSchema.parse(JSON.parse(row.pull_requests)),
    checkedAt: row.checked_at,
  };
}
