import type { JsonFormat } from '../support/readJson';
import { plainKeys, type JsonShape } from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { asCount, asRecord, type JsonRecord } from '../support/json';
import {
  addCoverage,
  coverageKinds,
  reportedTotal,
  type CoverageKind,
  type Ratio,
} from '../support/coverage';

const ratios: JsonShape = {
  keys: Object.fromEntries(
    coverageKinds.map(kind => [kind, { keys: plainKeys('total', 'covered') }]),
  ),
};
const istanbulSummaryShape: JsonShape = {
  keys: { total: ratios },
  rest: ratios,
};

/** `coverage-summary.json` of istanbul (jest, vitest, nyc, c8). Its `pct: 100` for 0 of 0 is not believed. */
export const istanbulSummary: JsonFormat = {
  format: 'istanbul-summary',
  hint: /"total"\s*:\s*\{\s*"(lines|statements|functions|branches)"/,
  shape: istanbulSummaryShape,
  matches: value => {
    const total = asRecord(asRecord(value)?.total);
    return (
      total !== undefined && coverageKinds.some(kind => asRecord(total[kind]))
    );
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const report: ParsedReport = { measurements: [], problems: [] };
    for (const kind of coverageKinds) {
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
