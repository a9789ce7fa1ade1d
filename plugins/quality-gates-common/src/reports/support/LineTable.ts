/** Line numbers above this are not source lines; they would only cost memory. */
const highestLine = 20_000_000;

/**
 * Which lines of which files exist and were hit: one byte a line, so that a 50 MB report fits. A line listed more than
 * once counts once, and as hit if any listing was hit.
 */
export class LineTable {
  readonly #files = new Map<string, Uint8Array>();
  #total = 0;
  #covered = 0;

  /** False when the number cannot be a line. */
  add(file: string, line: number, hit: boolean): boolean {
    if (!Number.isInteger(line) || line < 0 || line > highestLine) return false;
    let lines = this.#files.get(file);
    if (!lines || line >= lines.length) {
      const grown = new Uint8Array(
        Math.max(256, line + 1, (lines?.length ?? 0) * 2),
      );
      if (lines) grown.set(lines);
      this.#files.set(file, grown);
      lines = grown;
    }
    if (lines[line] === 0) {
      this.#total += 1;
      lines[line] = 1;
    }
    if (hit && lines[line] === 1) {
      this.#covered += 1;
      lines[line] = 2;
    }
    return true;
  }

  get covered() {
    return this.#covered;
  }

  get total() {
    return this.#total;
  }
}
