import type { XmlAttributes } from '../support/readXml';
import { parseCount, parseNumber } from '../support/numbers';

const names = [
  'tests',
  'failures',
  'errors',
  'skipped',
  'disabled',
  'time',
] as const;
export type StatedTotal = (typeof names)[number];

type Sums = Map<StatedTotal, number>;

/** What a JUnit file says of itself: its root, or the outermost suites together when every one of them says it. */
export class StatedTestTotals {
  #root: XmlAttributes = {};
  #suites = 0;
  #nestedSuites = 0;
  #looseCases = 0;
  readonly #outermost: Sums = new Map();
  /** How many of the outermost suites state it. */
  readonly #stating: Sums = new Map();
  #testsOfAll = 0;

  addRoot(attributes: XmlAttributes) {
    this.#root = attributes;
  }

  addSuite(attributes: XmlAttributes, depth: number) {
    this.#testsOfAll += parseCount(attributes.tests) ?? 0;
    if (depth > 1) {
      this.#nestedSuites += 1;
      return;
    }
    this.#suites += 1;
    for (const name of names) {
      const value = read(attributes, name);
      if (value === undefined) continue;
      add(this.#outermost, name, value);
      add(this.#stating, name, 1);
    }
  }

  /** A test case beside the suites, which none of them counts. */
  addLooseCase() {
    this.#looseCases += 1;
  }

  of(name: StatedTotal): number | undefined {
    const own = read(this.#root, name);
    if (own !== undefined) return own;
    if (this.#looseCases > 0 || this.#suites === 0) return undefined;
    return this.#stating.get(name) === this.#suites
      ? this.#outermost.get(name)
      : undefined;
  }

  /** Node's reporter counts a suite within a suite as one test, whatever it holds: its totals are of something else. */
  countsSuitesAsTests(cases: number): boolean {
    return (
      this.#nestedSuites > 0 &&
      this.of('tests') !== cases &&
      this.#testsOfAll - this.#nestedSuites === cases - this.#looseCases
    );
  }
}

function read(attributes: XmlAttributes, name: StatedTotal) {
  const value = (name === 'time' ? parseNumber : parseCount)(attributes[name]);
  return value !== undefined && value >= 0 ? value : undefined;
}

function add(sums: Sums, name: StatedTotal, value: number) {
  sums.set(name, (sums.get(name) ?? 0) + value);
}
