import { ownText } from './ownText';

/** A file that comes back so often stays open: packing it every time would take too long. */
const oftenOpened = 8;
const separator = '\n';

/** Names of one file, and whether any listing of each was hit. */
type Open = Map<string, boolean>;

/** The same in one text and a byte for each name. */
interface Packed {
  names: string;
  hits: Uint8Array;
  opened: number;
}

/**
 * Distinct named things per file (branches, functions) and whether any listing of them was hit. Files come one after the
 * other, so only the present one is open; the others are packed, in case they come again.
 */
export class HitTable {
  readonly #packed = new Map<string, Packed>();
  readonly #kept = new Map<string, Open>();
  #file: string | undefined;
  #open: Open = new Map();
  #opened = 0;
  #total = 0;
  #covered = 0;

  /** `name` is of one line. */
  add(file: string, name: string, hit: boolean) {
    if (file !== this.#file) this.#turnTo(file);
    const before = this.#open.get(name);
    if (before === undefined) this.#total += 1;
    if (hit && before !== true) this.#covered += 1;
    if (before === undefined || (hit && !before)) this.#open.set(name, hit);
  }

  get covered() {
    return this.#covered;
  }

  get total() {
    return this.#total;
  }

  #turnTo(file: string) {
    this.#pack();
    this.#file = ownText(file);
    const kept = this.#kept.get(file);
    const packed = this.#packed.get(file);
    this.#open = kept ?? (packed ? unpack(packed) : new Map());
    this.#opened = (packed?.opened ?? 0) + 1;
    if (!kept && this.#opened >= oftenOpened) {
      this.#kept.set(this.#file, this.#open);
      this.#packed.delete(file);
    }
  }

  #pack() {
    if (this.#file === undefined || this.#kept.has(this.#file)) return;
    this.#packed.set(this.#file, {
      names: [...this.#open.keys()].join(separator),
      hits: Uint8Array.from(this.#open.values(), hit => (hit ? 1 : 0)),
      opened: this.#opened,
    });
  }
}

function unpack({ names, hits }: Packed): Open {
  const open: Open = new Map();
  if (hits.length === 0) return open;
  names
    .split(separator)
    .forEach((name, index) => open.set(name, hits[index] === 1));
  return open;
}
