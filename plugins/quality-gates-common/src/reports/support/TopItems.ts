const limit = 5;
const longest = 200;

/** Keeps the first five lines of text and counts the rest, so that a report of any size stays small. */
export class TopItems {
  readonly #items: string[] = [];
  #count = 0;

  /** All of them together; the first ones lead. */
  static join(parts: readonly TopItems[]): TopItems {
    const all = new TopItems();
    for (const part of parts) {
      all.#count += part.#count;
      all.#items.push(...part.#items.slice(0, limit - all.#items.length));
    }
    return all;
  }

  /** `describe` is only called for items that are kept. */
  add(describe: () => string) {
    this.#count += 1;
    if (this.#items.length < limit) this.#items.push(shorten(describe()));
  }

  get count() {
    return this.#count;
  }

  get items(): string[] {
    return [...this.#items];
  }

  /** Undefined when there is nothing to show. */
  detail() {
    return this.#count === 0
      ? undefined
      : { items: this.items, itemCount: this.#count };
  }
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
