import type { JsonFormat } from '../support/readJson';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { asCount, asRecord, type JsonRecord } from '../support/json';
import {
  addCoverage,
  reportedTotal,
  type CoverageKind,
  type Ratio,
} from '../support/coverage';

const kinds: CoverageKind[] = ['lines', 'statements', 'functions', 'branches'];

/** `coverage-summary.json` of istanbul (jest, vitest, nyc, c8). Its `pct: 100` for 0 of 0 is not believed. */
export const istanbulSummary: JsonFormat = {
  format: 'istanbul-summary',
  hint: /"total"\s*:\s*\{\s*"(lines|statements|functions|branches)"/,
  matches: value => {
    const total = asRecord(asRecord(value)?.total);
    return total !== undefined && kinds.some(kind => asRecord(total[kind]));
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const report: ParsedReport = { measurements: [], problems: [] };
    for (const kind of kinds) {
      const stated = ratioOf(asRecord(root.total), kind);
      const files: Ratio = { covered: 0, total: 0 };
      let listed = 0;
      for (const [name, file] of Object.entries(root)) {
        const ratio =
          name === 'total' ? undefined : ratioOf(asRecord(file), kind);
        if (ratio) {
          listed += 1;
          files.covered += ratio.covered;
          files.total += ratio.total;
        }
      }
      if (listed > 0) {
        addCoverage(report, kind, files, stated && reportedTotal(stated));
      } else if (stated) {
        addCoverage(report, kind, stated);
      }
    }
    if (report.measurements.length === 0) {
      report.problems.push({
        code: 'no-data',
        message: 'The report counts 0 of 0, so there is no coverage to judge.',
      });
    }
    return report;
  },
};

function ratioOf(
  summary: JsonRecord | undefined,
  kind: CoverageKind,
): Ratio | undefined {
  const part = asRecord(summary?.[kind]);
  if (!part) return undefined;
  const total = asCount(part.total);
  const covered = asCount(part.covered);
  if (total === undefined || covered === undefined || covered > total) {
    throw new ReportError(
      'malformed',
      `The summary's ${kind} hold no count of covered and total.`,
    );
  }
  return { covered, total };
}
