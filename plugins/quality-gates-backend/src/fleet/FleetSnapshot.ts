import type {
  FleetPage,
  FleetQuery,
  FleetRow,
  Gate,
} from '@heal7/backstage-plugin-quality-gates-common';
import {
  compareKeys,
  cursorOfKey,
  keyOfCursor,
  sortKey,
  type SortKey,
} from './fleetOrder';
import { countsOf, isSelected } from './fleetSelection';

interface Keyed {
  row: FleetRow;
  key: SortKey;
}

type Selection = Omit<FleetPage, 'items' | 'nextCursor'> & { keyed: Keyed[] };

/** So many different questions and orders are remembered; people ask for few. */
const mostSelections = 200;
const mostOrders = 10;

/** The services as they stood at one time. Sorts and counts a question once, however many ask it. */
export class FleetSnapshot {
  readonly #orders = new Map<string, Keyed[]>();
  readonly #selections = new Map<string, Selection>();

  constructor(
    readonly rows: readonly FleetRow[],
    private readonly gates: readonly Gate[],
  ) {}

  /** A page, and how the whole selection stands; of all services or of those that may be read. */
  page(
    query: FleetQuery & { limit: number },
    readable: ReadonlySet<string> | 'all' = 'all',
  ): FleetPage {
    const { keyed, ...counts } =
      readable === 'all'
        ? this.#remembered(query)
        : this.#select(query, readable);
    const start =
      query.cursor === undefined
        ? 0
        : firstAfter(keyed, keyOfCursor(query.cursor));
    const page = keyed.slice(start, start + query.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ row }) => row),
      ...counts,
      ...(last && start + page.length < keyed.length
        ? { nextCursor: cursorOfKey(last.key) }
        : {}),
    };
  }

  #remembered(query: FleetQuery): Selection {
    const { failing, order, owners, sort, text } = query;
    const question = JSON.stringify([owners, text, failing, sort, order]);
    const known = this.#selections.get(question);
    if (known) return known;
    const selection = this.#select(query, 'all');
    if (this.#selections.size >= mostSelections) this.#selections.clear();
    this.#selections.set(question, selection);
    return selection;
  }

  #select(query: FleetQuery, readable: ReadonlySet<string> | 'all'): Selection {
    const keyed = this.#ordered(query).filter(
      ({ row }) =>
        (readable === 'all' || readable.has(row.entityRef)) &&
        isSelected(row, query),
    );
    return {
      keyed,
      ...countsOf(
        keyed.map(({ row }) => row),
        this.gates,
      ),
    };
  }

  #ordered(query: FleetQuery): Keyed[] {
    const order = JSON.stringify([query.sort, query.order]);
    const known = this.#orders.get(order);
    if (known) return known;
    const keyed = this.rows
      .map(row => ({ row, key: sortKey(row, query) }))
      .sort((one, other) => compareKeys(one.key, other.key));
    if (this.#orders.size >= mostOrders) this.#orders.clear();
    this.#orders.set(order, keyed);
    return keyed;
  }
}

/** The index of the first that comes after the key. */
function firstAfter(keyed: readonly Keyed[], key: SortKey): number {
  let low = 0;
  let high = keyed.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (compareKeys(keyed[middle].key, key) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
