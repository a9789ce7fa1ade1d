import type { CompiledShape } from './CompiledShape';
import { asRecord } from './json';

/** Reports show five of a kind. */
const shown = 5;
/** When so many are kept there are many kinds, and one of each is enough. */
const plenty = 5000;

/** From the sixth item of a kind on hands out one object for all of them, wherever in a document they are. */
export class SharedItems {
  readonly #kinds = new Map<CompiledShape, Map<string, Kind>>();
  #kept = 0;

  of(item: unknown, shape: CompiledShape): unknown {
    if (shape.same.length === 0) return item;
    const kind = this.#kindOf(item, shape);
    if (!kind) return item;
    if (kind.count < (this.#kept < plenty ? shown : 1)) {
      this.#kept += 1;
      kind.count += 1;
      kind.last = item;
    }
    return kind.last;
  }

  #kindOf(item: unknown, shape: CompiledShape): Kind | undefined {
    const record = asRecord(item);
    if (!record) return undefined;
    for (const sameAs of shape.same) {
      const name = sameAs(record);
      if (name !== undefined) return this.#named(name, shape);
    }
    return undefined;
  }

  #named(name: string, shape: CompiledShape): Kind {
    let kinds = this.#kinds.get(shape);
    if (!kinds) {
      kinds = new Map();
      this.#kinds.set(shape, kinds);
    }
    let kind = kinds.get(name);
    if (!kind) {
      kind = { count: 0, last: undefined };
      kinds.set(name, kind);
    }
    return kind;
  }
}

interface Kind {
  count: number;
  last: unknown;
}
