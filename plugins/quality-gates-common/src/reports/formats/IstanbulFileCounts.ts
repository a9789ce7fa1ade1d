import { ReportError } from '../support/ReportError';
import { asArray, asCount, asRecord, type JsonRecord } from '../support/json';
import {
  coverageKinds,
  type CoverageKind,
  type Ratio,
} from '../support/coverage';

/** What is left of one file of `coverage-final.json`. */
export class IstanbulFileCounts {
  readonly ratios: Record<CoverageKind, Ratio> = {
    lines: { covered: 0, total: 0 },
    statements: { covered: 0, total: 0 },
    functions: { covered: 0, total: 0 },
    branches: { covered: 0, total: 0 },
  };
  /** What of the file has no number, where something has none. */
  readonly broken: string | undefined;

  constructor(file: JsonRecord) {
    this.broken =
      this.#addStatements(file) ??
      this.#addFunctions(file) ??
      this.#addBranches(file);
  }

  /** Other things than files are handed back. */
  static reduce(value: unknown): unknown {
    const file = asRecord(value);
    return file && asRecord(file.statementMap) && asRecord(file.s)
      ? new IstanbulFileCounts(file)
      : value;
  }

  /** One file's coverage; some versions wrap it in `data`. */
  static of(value: unknown): IstanbulFileCounts | undefined {
    if (value instanceof IstanbulFileCounts) return value;
    const data = asRecord(value)?.data;
    return data instanceof IstanbulFileCounts ? data : undefined;
  }

  addTo(totals: Record<CoverageKind, Ratio>, name: string) {
    if (this.broken) {
      throw new ReportError(
        'malformed',
        `A ${this.broken} of ${name} has no number.`,
      );
    }
    for (const kind of coverageKinds) {
      const ratio = this.ratios[kind];
      const total = totals[kind];
      total.covered += ratio.covered;
      total.total += ratio.total;
    }
  }

  #addStatements(file: JsonRecord): string | undefined {
    const hits = asRecord(file.s) ?? {};
    const lines = new Map<number, boolean>();
    for (const [id, location] of Object.entries(
      asRecord(file.statementMap) ?? {},
    )) {
      const count = asCount(hits[id]);
      const line = asCount(asRecord(asRecord(location)?.start)?.line);
      if (count === undefined || line === undefined) return 'statement';
      add(this.ratios.statements, count > 0);
      lines.set(line, count > 0 || lines.get(line) === true);
    }
    for (const hit of lines.values()) add(this.ratios.lines, hit);
    return undefined;
  }

  #addFunctions(file: JsonRecord): string | undefined {
    const all = Object.values(asRecord(file.f) ?? {});
    return addAll(this.ratios.functions, all) ? undefined : 'function';
  }

  #addBranches(file: JsonRecord): string | undefined {
    const all = Object.values(asRecord(file.b) ?? {});
    return all.every(paths =>
      addAll(this.ratios.branches, asArray(paths) ?? []),
    )
      ? undefined
      : 'branch';
  }
}

/** False when one of them is no count. */
function addAll(ratio: Ratio, all: readonly unknown[]): boolean {
  return all.every(value => {
    const count = asCount(value);
    if (count !== undefined) add(ratio, count > 0);
    return count !== undefined;
  });
}

function add(ratio: Ratio, hit: boolean) {
  ratio.total += 1;
  if (hit) ratio.covered += 1;
}
