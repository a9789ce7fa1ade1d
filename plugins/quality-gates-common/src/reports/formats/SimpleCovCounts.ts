import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { HitTable } from '../support/HitTable';
import { asArray, asCount, asRecord } from '../support/json';
import { SimpleCovLines } from './SimpleCovLines';
import { addCoverage, type Ratio } from '../support/coverage';

/** Merges the files of SimpleCov's suites. */
export class SimpleCovCounts {
  readonly #lines = new Map<string, SimpleCovLines>();
  readonly #branches = new HitTable();
  readonly #functions = new HitTable();

  add(name: string, value: unknown) {
    const file = asRecord(value);
    const lines = [value, file?.lines].find(it => it instanceof SimpleCovLines);
    if (!lines) {
      throw new ReportError('malformed', `The entry of ${name} has no lines.`);
    }
    if (lines.isBroken) {
      throw new ReportError('malformed', `A line of ${name} has no count.`);
    }
    const before = this.#lines.get(name);
    this.#lines.set(name, before ? before.mergedWith(lines) : lines);
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
      const { covered, total } = file.count();
      lines.covered += covered;
      lines.total += total;
    }
    addCoverage(report, 'lines', lines);
    addCoverage(report, 'branches', this.#branches);
    addCoverage(report, 'functions', this.#functions);
  }
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
