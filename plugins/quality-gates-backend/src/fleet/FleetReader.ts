import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  qualityGatesEvaluationReadPermission,
  type FleetPage,
  type FleetQuery,
  type FleetRow,
  type Waiver,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Gates } from '../gates/createGates';
import type { EntityPermissions } from '../service/EntityPermissions';
import type { FleetJudgement, FleetKey, FleetStore } from '../store/FleetStore';
import { fleetPage, unknownWord } from './fleetPage';
import { fleetRow } from './fleetRow';

/**
 * Services × checks. Keeps the short judgements it has read: of thousands of services only those are read again that were
 * judged since, so that the cost of a page does not grow with the number of evaluations.
 */
export class FleetReader {
  readonly #options: {
    store: Pick<FleetStore, 'listKeys' | 'listJudgements'>;
    waivers: { listInForce(now: Date): Promise<Waiver[]> };
    gates: Gates;
    permissions: EntityPermissions;
    now(): Date;
  };
  #known = new Map<string, FleetJudgement>();
  /** Rows without exceptions, which most are, made once. */
  readonly #rowOf = new WeakMap<FleetJudgement, FleetRow>();

  constructor(options: {
    store: Pick<FleetStore, 'listKeys' | 'listJudgements'>;
    waivers: { listInForce(now: Date): Promise<Waiver[]> };
    gates: Gates;
    permissions: EntityPermissions;
    now(): Date;
  }) {
    this.#options = options;
  }

  /** Only the services the caller may read. */
  async page(
    query: FleetQuery & { limit: number },
    credentials: BackstageCredentials,
  ): Promise<FleetPage> {
    const { gates, permissions } = this.#options;
    const unknown = unknownWord(query, gates.list());
    if (unknown !== undefined) {
      throw new InputError(`There is no check "${unknown}"`);
    }
    const rows = await this.#rows();
    const readable = await permissions.allowed(
      qualityGatesEvaluationReadPermission,
      rows.map(({ entityRef }) => entityRef),
      credentials,
    );
    return fleetPage(
      rows.filter(({ entityRef }) => readable.has(entityRef)),
      gates.list(),
      query,
    );
  }

  async #rows(): Promise<FleetRow[]> {
    const { now, store, waivers } = this.#options;
    const keys = await store.listKeys();
    const [judgements, inForce] = await Promise.all([
      this.#judgements(keys),
      waivers.listInForce(now()),
    ]);
    const waived = new Map<string, Set<string>>();
    for (const { checkId, entityRef } of inForce) {
      const checks = waived.get(entityRef) ?? new Set();
      waived.set(entityRef, checks.add(checkId));
    }
    return keys.flatMap(key => {
      const judgement = judgements.get(key.evaluationId);
      return judgement
        ? [this.#row(key, judgement, waived.get(key.entityRef))]
        : [];
    });
  }

  #row(
    key: FleetKey,
    judgement: FleetJudgement,
    waived: ReadonlySet<string> | undefined,
  ): FleetRow {
    if (waived) return fleetRow(key, judgement, waived);
    const before = this.#rowOf.get(judgement);
    if (before && before.owner === key.owner) return before;
    const row = fleetRow(key, judgement);
    this.#rowOf.set(judgement, row);
    return row;
  }

  async #judgements(
    keys: readonly FleetKey[],
  ): Promise<Map<string, FleetJudgement>> {
    const before = this.#known;
    const known = new Map<string, FleetJudgement>();
    const missing: string[] = [];
    for (const { evaluationId, revision } of keys) {
      const judgement = before.get(evaluationId);
      if (judgement?.revision === revision) known.set(evaluationId, judgement);
      else missing.push(evaluationId);
    }
    for (const read of await this.#options.store.listJudgements(missing)) {
      known.set(read.evaluationId, read);
    }
    this.#known = known;
    return known;
  }
}
