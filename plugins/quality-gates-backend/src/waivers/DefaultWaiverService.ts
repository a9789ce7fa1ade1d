import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  decideWaiver,
  requestWaiver,
  waiverStateAt,
  type Waiver,
  type WaiverDecision,
  type WaiverRequest,
  type WaiversQuery,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { CallerOptions } from '../service/EvaluationService';
import type { EntityLoader } from '../service/EntityLoader';
import type { WaiverStore } from '../store/WaiverStore';
import { personOf } from './personOf';
import type { WaiverService } from './WaiverService';

export interface DefaultWaiverServiceOptions {
  store: WaiverStore;
  loadEntity: EntityLoader;
  /** Ids of the checks an entity is held to. */
  checksOf(entityRef: string): Promise<ReadonlySet<string>>;
  auth: Pick<AuthService, 'isPrincipal'>;
  maxDays: number;
  /** Called when there is something to tell, which the store has written down; must not fail. */
  wake(): void;
  now(): Date;
  newId(): string;
}

/** Load → decide (pure) → store, with what is to be told of it. */
export class DefaultWaiverService implements WaiverService {
  readonly #options: DefaultWaiverServiceOptions;

  constructor(options: DefaultWaiverServiceOptions) {
    this.#options = options;
  }

  async request(
    request: WaiverRequest,
    { credentials }: CallerOptions,
  ): Promise<Waiver> {
    const { auth, checksOf, loadEntity, maxDays, newId, now, store, wake } =
      this.#options;
    const by = personOf(auth, credentials);
    await loadEntity(request.entityRef);
    const waiver = requestWaiver(request, { id: newId(), by, maxDays }, now());
    if (!(await checksOf(waiver.entityRef)).has(waiver.checkId)) {
      throw new InputError(
        `The gate of ${waiver.entityRef} has no check "${waiver.checkId}"`,
      );
    }
    await store.add(waiver);
    wake();
    return waiver;
  }

  async decide(
    id: string,
    decision: WaiverDecision,
    { credentials }: CallerOptions,
  ): Promise<Waiver> {
    const { auth, now, store, wake } = this.#options;
    const by = personOf(auth, credentials);
    const before = await this.#stored(id);
    const after = decideWaiver(before, decision, by, now());
    await store.decide(before, after);
    wake();
    return after;
  }

  async get(id: string): Promise<Waiver> {
    return this.#atThisTime(await this.#stored(id));
  }

  async list(
    query: WaiversQuery & { limit: number },
  ): Promise<{ items: Waiver[]; nextCursor?: string }> {
    const page = await this.#options.store.list(query, this.#options.now());
    return { ...page, items: page.items.map(it => this.#atThisTime(it)) };
  }

  async #stored(id: string): Promise<Waiver> {
    const waiver = await this.#options.store.get(id);
    if (!waiver) throw new NotFoundError(`There is no waiver ${id}`);
    return waiver;
  }

  #atThisTime(waiver: Waiver): Waiver {
    return { ...waiver, state: waiverStateAt(waiver, this.#options.now()) };
  }
}
