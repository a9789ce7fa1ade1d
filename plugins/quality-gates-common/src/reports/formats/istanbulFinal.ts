import type { JsonFormat } from '../support/readJson';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { asArray, asCount, asRecord, type JsonRecord } from '../support/json';
import { addCoverage, type Ratio } from '../support/coverage';

interface Totals {
  lines: Ratio;
  statements: Ratio;
  functions: Ratio;
  branches: Ratio;
}

/** One file's coverage; some versions wrap it in `data`. */
function fileOf(value: unknown): JsonRecord | undefined {
  const file = asRecord(value);
  const data = asRecord(file?.data) ?? file;
  return data && asRecord(data.statementMap) && asRecord(data.s)
    ? data
    : undefined;
}

/** `coverage-final.json` of istanbul. A line counts as hit when any statement that starts on it was hit, as istanbul does. */
export const istanbulFinal: JsonFormat = {
  format: 'istanbul-final',
  hint: /"statementMap"\s*:/,
  matches: value => {
    const files = Object.values(asRecord(value) ?? {});
    return files.length > 0 && fileOf(files[0]) !== undefined;
  },
  read(value): ParsedReport {
    const totals: Totals = {
      lines: { covered: 0, total: 0 },
      statements: { covered: 0, total: 0 },
      functions: { covered: 0, total: 0 },
      branches: { covered: 0, total: 0 },
    };
    for (const [name, entry] of Object.entries(asRecord(value) ?? {})) {
      const file = fileOf(entry);
      if (!file) {
        throw new ReportError(
          'malformed',
          `The entry of ${name} has no statements.`,
        );
      }
      addFile(totals, name, file);
    }
    const report: ParsedReport = { measurements: [], problems: [] };
    addCoverage(report, 'lines', totals.lines);
    addCoverage(report, 'statements', totals.statements);
    addCoverage(report, 'functions', totals.functions);
    addCoverage(report, 'branches', totals.branches);
    if (report.measurements.length === 0) {
      report.problems.push({
        code: 'no-data',
        message:
          'The report lists no statement, so there is no coverage to judge.',
      });
    }
    return report;
  },
};

function addFile(totals: Totals, name: string, file: JsonRecord) {
  const hits = asRecord(file.s) ?? {};
  const lines = new Map<number, boolean>();
  for (const [id, location] of Object.entries(
    asRecord(file.statementMap) ?? {},
  )) {
    const hit = countOf(hits[id], name, 'statement') > 0;
    count(totals.statements, hit);
    const line = asCount(asRecord(asRecord(location)?.start)?.line);
    if (line === undefined) {
      throw new ReportError('malformed', `A statement of ${name} has no line.`);
    }
    lines.set(line, hit || lines.get(line) === true);
  }
  for (const hit of lines.values()) count(totals.lines, hit);
  for (const value of Object.values(asRecord(file.f) ?? {})) {
    count(totals.functions, countOf(value, name, 'function') > 0);
  }
  for (const paths of Object.values(asRecord(file.b) ?? {})) {
    for (const value of asArray(paths) ?? []) {
      count(totals.branches, countOf(value, name, 'branch') > 0);
    }
  }
}

function count(ratio: Ratio, hit: boolean) {
  ratio.total += 1;
  if (hit) ratio.covered += 1;
}

function countOf(value: unknown, file: string, what: string): number {
  const hits = asCount(value);
  if (hits === undefined) {
    throw new ReportError('malformed', `A ${what} of ${file} has no count.`);
  }
  return hits;
}
