import type {
  FleetRow,
  Waiver,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Gates } from '../gates/createGates';
import type { FleetJudgement, FleetKey, FleetStore } from '../store/FleetStore';
import { fleetRow } from './fleetRow';
import { FleetSnapshot } from './FleetSnapshot';

/** Whoever looks within this time sees the same, unless this process has stored something itself. */
const freshMs = 1_000;
/**
 * A transaction commits later than the time it writes, and clocks of replicas differ: what changed so long before the last
 * look is looked at again.
 */
const overlapMs = 120_000;
/** Then all is read again, in case a clock is further off. */
const wholeMs = 600_000;

/** A service as it is kept between two looks. */
interface Entry {
  key: FleetKey;
  judgement: FleetJudgement;
  /** Ids of waived checks, to be compared. */
  waived: string;
  row: FleetRow;
}

/**
 * The services as they stand, kept in memory and brought up to date by what changed since: at most once a second, so that
 * the cost depends on what CI does and not on how many look.
 */
export class CurrentFleet {
  readonly #options: {
    store: Pick<FleetStore, 'listKeys' | 'listJudgements'>;
    waivers: { listInForce(now: Date): Promise<Waiver[]> };
    gates: Gates;
    now(): Date;
  };
  readonly #entries = new Map<string, Entry>();
  #waived = new Map<string, Set<string>>();
  #snapshot: FleetSnapshot;
  #reading: Promise<FleetSnapshot> | undefined;
  #touched = true;
  #readAt = 0;
  #wholeAt = -Infinity;

  constructor(options: {
    store: Pick<FleetStore, 'listKeys' | 'listJudgements'>;
    waivers: { listInForce(now: Date): Promise<Waiver[]> };
    gates: Gates;
    now(): Date;
  }) {
    this.#options = options;
    this.#snapshot = new FleetSnapshot([], options.gates.list());
  }

  /** This process has stored something: the next look sees it. */
  touch(): void {
    this.#touched = true;
  }

  async read(): Promise<FleetSnapshot> {
    if (!this.#touched) {
      // One question for all who ask at the same time.
      if (this.#reading) return this.#reading;
      const age = this.#options.now().getTime() - this.#readAt;
      if (age >= 0 && age < freshMs) return this.#snapshot;
    }
    const reading = this.#refreshAfter(this.#reading);
    this.#reading = reading;
    try {
      return await reading;
    } finally {
      if (this.#reading === reading) this.#reading = undefined;
    }
  }

  async #refreshAfter(
    running: Promise<FleetSnapshot> | undefined,
  ): Promise<FleetSnapshot> {
    this.#touched = false;
    try {
      await running;
    } catch {
      // Who asked for it was told.
    }
    try {
      return await this.#refresh();
    } catch (error) {
      this.#touched = true;
      throw error;
    }
  }

  async #refresh(): Promise<FleetSnapshot> {
    const { gates, now, store, waivers } = this.#options;
    const start = now();
    const time = start.getTime();
    const whole = time < this.#wholeAt || time - this.#wholeAt >= wholeMs;
    const [keys, inForce] = await Promise.all([
      store.listKeys(whole ? undefined : new Date(this.#readAt - overlapMs)),
      waivers.listInForce(start),
    ]);
    const judgements = await this.#judgementsOf(keys);
    if (whole) this.#forgetOthers(keys);
    const changed = this.#update(keys, judgements, waivedChecks(inForce));
    if (changed || whole) {
      const rows = [...this.#entries.values()].map(({ row }) => row);
      this.#snapshot = new FleetSnapshot(rows, gates.list());
    }
    this.#readAt = time;
    if (whole) this.#wholeAt = time;
    return this.#snapshot;
  }

  #forgetOthers(keys: readonly FleetKey[]): void {
    const known = new Set(keys.map(({ entityRef }) => entityRef));
    for (const entityRef of this.#entries.keys()) {
      if (!known.has(entityRef)) this.#entries.delete(entityRef);
    }
  }

  /** Gives whether anything is different. */
  #update(
    keys: readonly FleetKey[],
    judgements: ReadonlyMap<string, FleetJudgement>,
    waived: Map<string, Set<string>>,
  ): boolean {
    const newKeys = new Map(keys.map(key => [key.entityRef, key]));
    const concerned = new Set([
      ...newKeys.keys(),
      ...waived.keys(),
      ...this.#waived.keys(),
    ]);
    this.#waived = waived;
    let changed = false;
    for (const entityRef of concerned) {
      const before = this.#entries.get(entityRef);
      const key = newKeys.get(entityRef) ?? before?.key;
      const judgement =
        key && (judgements.get(key.evaluationId) ?? before?.judgement);
      const after =
        key?.listed && judgement?.evaluationId === key.evaluationId
          ? entryOf(key, judgement, waived.get(entityRef), before)
          : undefined;
      if (after === before) continue;
      changed = true;
      if (after) this.#entries.set(entityRef, after);
      else this.#entries.delete(entityRef);
    }
    return changed;
  }

  /** Only those are read that were judged since. */
  async #judgementsOf(
    keys: readonly FleetKey[],
  ): Promise<Map<string, FleetJudgement>> {
    const missing = keys.filter(({ entityRef, evaluationId, revision }) => {
      const known = this.#entries.get(entityRef)?.judgement;
      return (
        known?.evaluationId !== evaluationId || known.revision !== revision
      );
    });
    const read =
      missing.length === 0
        ? []
        : await this.#options.store.listJudgements(
            missing.map(({ evaluationId }) => evaluationId),
          );
    return new Map(read.map(it => [it.evaluationId, it]));
  }
}

function waivedChecks(waivers: readonly Waiver[]): Map<string, Set<string>> {
  const waived = new Map<string, Set<string>>();
  for (const { checkId, entityRef } of waivers) {
    const checks = waived.get(entityRef) ?? new Set();
    waived.set(entityRef, checks.add(checkId));
  }
  return waived;
}

/** The entry before, where nothing of it is different. */
function entryOf(
  key: FleetKey,
  judgement: FleetJudgement,
  checks: ReadonlySet<string> = new Set(),
  before?: Entry,
): Entry {
  const waived = [...checks].sort().join(' ');
  const isSame =
    before?.judgement === judgement &&
    before.waived === waived &&
    before.key.owner === key.owner;
  return isSame && before
    ? before
    : { key, judgement, waived, row: fleetRow(key, judgement, checks) };
}
