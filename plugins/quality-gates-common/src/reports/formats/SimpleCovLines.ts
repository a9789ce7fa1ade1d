import { asCount } from '../support/json';

const states = { noCode: 0, missed: 1, hit: 2, broken: 3 };

/** The lines of one file, a byte each, because SimpleCov lists all lines of all files. */
export class SimpleCovLines {
  readonly #states: Uint8Array;

  private constructor(lines: Uint8Array) {
    this.#states = lines;
  }

  /** Of a list of hits; `null` is a line without code. Other things than lists are handed back. */
  static reduce(value: unknown): unknown {
    if (!Array.isArray(value)) return value;
    const lines = new Uint8Array(value.length);
    // There are millions of them, and Uint8Array.from takes three times as long.
    for (let index = 0; index < lines.length; index += 1) {
      lines[index] = stateOf(value[index]);
    }
    return new SimpleCovLines(lines);
  }

  get isBroken(): boolean {
    return this.#states.includes(states.broken);
  }

  /** A line that one of them does not know counts only when the other one hit it: that is how SimpleCov merges. */
  mergedWith(other: SimpleCovLines): SimpleCovLines {
    const [left, right] = [this.#states, other.#states];
    return new SimpleCovLines(
      Uint8Array.from(
        { length: Math.max(left.length, right.length) },
        (_, index) => merged(left[index] ?? 0, right[index] ?? 0),
      ),
    );
  }

  count(): { covered: number; total: number } {
    let covered = 0;
    let total = 0;
    for (const state of this.#states) {
      if (state === states.noCode) continue;
      total += 1;
      if (state === states.hit) covered += 1;
    }
    return { covered, total };
  }
}

function stateOf(value: unknown): number {
  if (value === null || value === 'ignored') return states.noCode;
  const hits = asCount(value);
  if (hits === undefined) return states.broken;
  return hits > 0 ? states.hit : states.missed;
}

function merged(left: number, right: number): number {
  if (left === states.hit || right === states.hit) return states.hit;
  return left === states.missed && right === states.missed
    ? states.missed
    : states.noCode;
}
