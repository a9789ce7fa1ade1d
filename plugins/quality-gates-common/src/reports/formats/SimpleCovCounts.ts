import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { HitTable } from '../support/HitTable';
import { asArray, asCount, asRecord } from '../support/json';
import { addCoverage, type Ratio } from '../support/coverage';

/** Hits of a line; undefined for a line without code. */
type Hits = number | undefined;

/** Merges the files of SimpleCov's suites. */
export class SimpleCovCounts {
  readonly #lines = new Map<string, Hits[]>();
  readonly #branches = new HitTable();
  readonly #functions = new HitTable();

  add(name: string, value: unknown) {
    const file = asRecord(value);
    const lines = asArray(value) ?? asArray(file?.lines);
    if (!lines) {
      throw new ReportError('malformed', `The entry of ${name} has no lines.`);
    }
    const hits = lines.map(line => hitsOf(line, name));
    const before = this.#lines.get(name);
    this.#lines.set(name, before ? merge(before, hits) : hits);
    addNamed(this.#functions, name, file?.methods, 'method');
    const branches = asArray(file?.branches);
    if (!branches) {
      for (const [condition, parts] of Object.entries(
        asRecord(file?.branches) ?? {},
      )) {
        addNamed(this.#branches, name, parts, 'branch', condition);
      }
      return;
    }
    branches.forEach((branch, index) => {
      const record = asRecord(branch) ?? {};
      if (record.coverage === 'ignored') return;
      this.#branches.add(
        name,
        String(index),
        countIn(record.coverage, name, 'branch') > 0,
      );
    });
  }

  addTo(report: ParsedReport) {
    const lines: Ratio = { covered: 0, total: 0 };
    for (const file of this.#lines.values()) {
      for (const hits of file) {
        if (hits === undefined) continue;
        lines.total += 1;
        if (hits > 0) lines.covered += 1;
      }
    }
    addCoverage(report, 'lines', lines);
    addCoverage(report, 'branches', this.#branches);
    addCoverage(report, 'functions', this.#functions);
  }
}

/** A line that one suite does not know counts only when the other one hit it: that is how SimpleCov merges. */
function merge(left: readonly Hits[], right: readonly Hits[]): Hits[] {
  return Array.from(
    { length: Math.max(left.length, right.length) },
    (_, index) => {
      const [a, b] = [left[index], right[index]];
      const sum = (a ?? 0) + (b ?? 0);
      return sum === 0 && (a === undefined || b === undefined)
        ? undefined
        : sum;
    },
  );
}

function hitsOf(value: unknown, file: string): Hits {
  return value === null || value === 'ignored'
    ? undefined
    : countIn(value, file, 'line');
}

function addNamed(
  table: HitTable,
  file: string,
  holder: unknown,
  what: string,
  prefix = '',
) {
  for (const [name, hits] of Object.entries(asRecord(holder) ?? {})) {
    if (hits === 'ignored') continue;
    table.add(file, `${prefix} ${name}`, countIn(hits, file, what) > 0);
  }
}

function countIn(value: unknown, file: string, what: string): number {
  const hits = asCount(value);
  if (hits === undefined) {
    throw new ReportError('malformed', `A ${what} of ${file} has no count.`);
  }
  return hits;
}
