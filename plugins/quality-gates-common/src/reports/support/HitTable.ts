/** Distinct named things per file (branches, functions) and whether any listing of them was hit. */
export class HitTable {
  readonly #files = new Map<string, Map<string, boolean>>();
  #total = 0;
  #covered = 0;

  add(file: string, name: string, hit: boolean) {
    let names = this.#files.get(file);
    if (!names) {
      names = new Map();
      this.#files.set(file, names);
    }
    const before = names.get(name);
    if (before === undefined) this.#total += 1;
    if (hit && before !== true) this.#covered += 1;
    if (before === undefined || (hit && !before)) names.set(name, hit);
  }

  get covered() {
    return this.#covered;
  }

  get total() {
    return this.#total;
  }
}
