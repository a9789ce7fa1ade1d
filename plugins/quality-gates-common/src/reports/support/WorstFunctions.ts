import type { MeasurementDraft } from './ParsedReport';

const kept = 5;

/** The most complex functions. */
export class WorstFunctions {
  #worst: { complexity: number; name: string }[] = [];
  #count = 0;

  add(complexity: number, describe: () => string) {
    this.#count += 1;
    const least = this.#worst.at(-1);
    if (
      this.#worst.length === kept &&
      least &&
      complexity <= least.complexity
    ) {
      return;
    }
    this.#worst = [...this.#worst, { complexity, name: describe() }]
      .sort((left, right) => right.complexity - left.complexity)
      .slice(0, kept);
  }

  /** None where no function was measured. */
  measurements(): MeasurementDraft[] {
    if (this.#worst.length === 0) return [];
    return [
      {
        id: 'complexity.max',
        value: this.#worst[0].complexity,
        unit: 'count',
        detail: {
          items: this.#worst.map(({ complexity, name }) =>
            `${complexity}: ${name}`.slice(0, 200),
          ),
          itemCount: this.#count,
        },
      },
    ];
  }
}
