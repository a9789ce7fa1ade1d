import { imageQualities, ImageQuality } from '../images/image-registry';

/** How the author of a commit steers what the sandbox CI finds and how the image will behave. */
export interface SandboxTrailers {
  quality: ImageQuality;
  /** Percent of lines. */
  coverage: number;
  /** Percent of lines, by the integration tests. */
  integration: number;
  /** High or critical, in the dependencies. */
  vulnerabilities: number;
  tests: 'passing' | 'failing';
  reports: 'complete' | 'none' | 'broken';
  /** Of the most complex function; absent = as it is. */
  complexity?: number;
  /** Percent of lines; absent = as it is. */
  duplication?: number;
  sonar: 'OK' | 'ERROR';
  /** Violations that axe finds. */
  accessibility: number;
  /** Lighthouse's score for performance. */
  lighthouse: number;
  /** Megabytes. */
  image: number;
}

export const defaultTrailers: SandboxTrailers = {
  quality: 'healthy',
  coverage: 91,
  integration: 82,
  vulnerabilities: 0,
  tests: 'passing',
  reports: 'complete',
  sonar: 'OK',
  accessibility: 0,
  lighthouse: 96,
  image: 182,
};

const line = /^Sandbox-(\w+):[ \t]*(\S+)[ \t]*$/gm;

export function hasSandboxTrailers(message: string): boolean {
  return [...message.matchAll(line)].length > 0;
}

class TrailerValues {
  readonly #values: Map<string, string>;

  constructor(message: string) {
    this.#values = new Map(
      [...message.matchAll(line)].map(([, name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    );
  }

  number(name: string, max: number): number | undefined {
    const value = Number(this.#values.get(name) ?? Number.NaN);
    return Number.isFinite(value) && value >= 0 && value <= max
      ? value
      : undefined;
  }

  word<T extends string>(name: string, words: readonly T[]): T | undefined {
    return words.find(each => each === this.#values.get(name));
  }
}

const wholeNumber = (value: number | undefined) =>
  value === undefined ? undefined : Math.floor(value);

/** Reads `Sandbox-Quality: bad`, `Sandbox-Coverage: 70` and so on from a commit message. */
export function readTrailers(message: string): SandboxTrailers {
  const values = new TrailerValues(message);
  const found = {
    quality: values.word('quality', imageQualities),
    coverage: values.number('coverage', 100),
    integration: values.number('integration', 100),
    vulnerabilities: wholeNumber(values.number('vulnerabilities', 100)),
    tests: values.word('tests', ['failing'] as const),
    reports: values.word('reports', ['none', 'broken'] as const),
    complexity: wholeNumber(values.number('complexity', 200)),
    duplication: values.number('duplication', 100),
    sonar: values.word('sonar', ['ERROR'] as const),
    accessibility: wholeNumber(values.number('accessibility', 50)),
    lighthouse: values.number('lighthouse', 100),
    image: values.number('image', 20_000),
  };
  const given = Object.entries(found).filter(
    ([, value]) => value !== undefined,
  );
  return { ...defaultTrailers, ...Object.fromEntries(given) };
}
