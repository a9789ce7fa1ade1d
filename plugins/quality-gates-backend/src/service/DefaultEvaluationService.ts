import { InputError, NotFoundError } from '@backstage/errors';
import {
  type Evaluation,
  type EvaluationRequest,
  type Gate,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Gates } from '../gates/createGates';
import { judgeParts, mainPart } from '../judge/judgeParts';
import { parseTightening } from '../judge/parseTightening';
import { tidyMeasurements } from '../judge/tidyMeasurements';
import type {
  EvaluationFilter,
  EvaluationPart,
  EvaluationStore,
  Judge,
} from '../store/EvaluationStore';
import type { EvaluationReader } from './EvaluationReader';
import type { EntityLoader } from './EntityLoader';
import type { EvaluationService } from './EvaluationService';
import { ownerOf } from './ownerOf';
import { serviceKindOf } from './serviceKindOf';

export interface DefaultEvaluationServiceOptions {
  store: EvaluationStore;
  /** Applies the waivers that are in force. */
  reader: EvaluationReader;
  loadEntity: EntityLoader;
  gates: Gates;
  frontendTypes: readonly string[];
  defaultBranches: readonly string[];
  /** How long further parts are awaited. */
  pendingMs: number;
  /** Tells the world; must not fail. */
  announce(evaluation: Evaluation): Promise<void>;
  now(): Date;
  newId(): string;
}

/** Load the entity → judge → store → announce. Asks nobody for permission: see `AuthorizedEvaluationService`. */
export class DefaultEvaluationService implements EvaluationService {
  readonly #options: DefaultEvaluationServiceOptions;

  constructor(options: DefaultEvaluationServiceOptions) {
    this.#options = options;
  }

  async create(
    request: EvaluationRequest,
  ): Promise<{ evaluation: Evaluation; created: boolean }> {
    const { defaultBranches, frontendTypes, gates, loadEntity, store } =
      this.#options;
    const entity = await loadEntity(request.entityRef);
    const service = serviceKindOf(entity, request.service, frontendTypes);
    const gate = gates.of(service);
    if (request.gate !== undefined && request.gate !== gate.name) {
      throw new InputError(`There is no gate "${request.gate}"`);
    }
    const part = partOf(request, gate);
    const { branch, pullRequest } = request;
    const owner = ownerOf(entity);
    const stored = await store.addPart(
      {
        id: this.#options.newId(),
        entityRef: request.entityRef,
        commit: request.commit,
        ...(branch === undefined ? {} : { branch }),
        ...(pullRequest === undefined ? {} : { pullRequest }),
        run: request.run,
        gate: gate.name,
        service,
        ...(owner === undefined ? {} : { owner }),
        onDefaultBranch:
          pullRequest === undefined &&
          branch !== undefined &&
          defaultBranches.includes(branch),
        createdAt: this.#options.now().toISOString(),
      },
      part,
      this.#judge,
    );
    const evaluation = await this.#options.reader.read(stored.evaluation);
    if (stored.changed) await this.#options.announce(evaluation);
    return { evaluation, created: stored.created };
  }

  async get(id: string): Promise<Evaluation> {
    const evaluation = await this.#options.store.get(id);
    if (!evaluation) throw new NotFoundError(`There is no evaluation ${id}`);
    return this.#options.reader.read(evaluation);
  }

  async list(
    filter: EvaluationFilter,
  ): Promise<{ items: Evaluation[]; nextCursor?: string }> {
    const page = await this.#options.store.list(filter);
    return {
      ...page,
      items: await this.#options.reader.readAll(filter.entityRef, page.items),
    };
  }

  gates(): Gate[] {
    return this.#options.gates.list();
  }

  /** Ends the waiting of the runs whose time is up; gives how many there were. */
  async settleOverdue(limit: number): Promise<number> {
    const { announce, now, reader, store } = this.#options;
    const ids = await store.listOverdue(now(), limit);
    for (const id of ids) {
      const settled = await store.settle(id, this.#judge, now().toISOString());
      if (settled) await announce(await reader.read(settled));
    }
    return ids.length;
  }

  readonly #judge: Judge = facts => {
    const { gates, now, pendingMs } = this.#options;
    return judgeParts(gates.of(facts.service), facts, pendingMs, now());
  };
}

function partOf(request: EvaluationRequest, gate: Gate): EvaluationPart {
  const { expects = [], part = mainPart, problems, tighten } = request;
  const { attempt } = request.run;
  return {
    part,
    ...(attempt === undefined ? {} : { attempt }),
    expects: [...new Set(expects)],
    ...(tighten === undefined
      ? {}
      : { tighten: parseTightening(gate, tighten) }),
    measurements: tidyMeasurements(request.measurements),
    problems,
  };
}
