import type { ParsedReport } from '../../support/ParsedReport';
import { TopItems } from '../../support/TopItems';
import { noData } from '../../support/noData';

/** Collects how often updates are looked for; the slowest counts. */
export class UpdateIntervals {
  readonly #items = new TopItems();
  readonly #never = new TopItems();
  readonly #unknown = new TopItems();
  #slowest: number | undefined;
  readonly #tool: string;

  constructor(tool: string) {
    this.#tool = tool;
  }

  add(what: string, how: string, seconds: number) {
    this.#items.add(() => `${what}: ${how}`);
    this.#slowest = Math.max(this.#slowest ?? 0, seconds);
  }

  /** Nobody looks for these. */
  addNever(what: string) {
    this.#never.add(() => what);
  }

  /** A schedule that cannot be read. */
  addUnknown(what: string, how: string) {
    this.#unknown.add(() => `${what}: "${how.slice(0, 80)}"`);
  }

  report(): ParsedReport {
    const about = { tool: this.#tool };
    if (this.#never.count > 0) {
      return noData(
        `Updates are switched off for ${this.#never.items.join(', ')}.`,
        about,
      );
    }
    if (this.#unknown.count > 0) {
      return noData(
        `It cannot be told how often updates are looked for: ${this.#unknown.items.join(
          ', ',
        )}.`,
        about,
      );
    }
    if (this.#slowest === undefined) {
      return noData('The configuration updates nothing.', about);
    }
    return {
      ...about,
      measurements: [
        {
          id: 'dependencies.update-interval',
          value: this.#slowest,
          unit: 'seconds',
          detail: this.#items.detail(),
        },
      ],
      problems: [],
    };
  }
}
