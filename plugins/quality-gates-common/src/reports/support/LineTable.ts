import { ownText } from './ownText';

/** Line numbers above this are not source lines; they would only cost memory. */
const highestLine = 20_000_000;
const pageBits = 5;
const pageSize = 1 << pageBits;
/** More than the pages of a file with the highest line. */
const pagesPerFile = 1 << 20;

/**
 * Which lines of which files exist and were hit: one byte a line, in pages of 32, so that neither many lines nor a high
 * line number takes much memory. A line listed more than once counts once, and as hit if any listing was hit.
 */
export class LineTable {
  readonly #files = new Map<string, number>();
  /** Page number over all files → where the page begins. */
  readonly #pages = new Map<number, number>();
  #bytes = new Uint8Array(64 * 1024);
  #used = 0;
  /** The last ones used, which most likely are the next ones. */
  #last = { file: '', id: -1, page: -1, start: 0 };
  #total = 0;
  #covered = 0;

  /** False when the number cannot be a line. */
  add(file: string, line: number, hit: boolean): boolean {
    if (!Number.isInteger(line) || line < 0 || line > highestLine) return false;
    const page = this.#idOf(file) * pagesPerFile + (line >>> pageBits);
    const place = this.#startOf(page) + (line & (pageSize - 1));
    if (this.#bytes[place] === 0) {
      this.#total += 1;
      this.#bytes[place] = 1;
    }
    if (hit && this.#bytes[place] === 1) {
      this.#covered += 1;
      this.#bytes[place] = 2;
    }
    return true;
  }

  get covered() {
    return this.#covered;
  }

  get total() {
    return this.#total;
  }

  #idOf(file: string): number {
    if (this.#last.id >= 0 && this.#last.file === file) return this.#last.id;
    let id = this.#files.get(file);
    if (id === undefined) {
      id = this.#files.size;
      this.#files.set(ownText(file), id);
    }
    this.#last.file = file;
    this.#last.id = id;
    return id;
  }

  #startOf(page: number): number {
    if (this.#last.page === page) return this.#last.start;
    let start = this.#pages.get(page);
    if (start === undefined) {
      start = this.#used;
      this.#pages.set(page, start);
      this.#used += pageSize;
      this.#grow();
    }
    this.#last.page = page;
    this.#last.start = start;
    return start;
  }

  #grow() {
    if (this.#used <= this.#bytes.length) return;
    const grown = new Uint8Array(this.#bytes.length * 2);
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
