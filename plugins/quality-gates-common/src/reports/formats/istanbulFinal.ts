import type { JsonFormat } from '../support/readJson';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { all, plainKeys, type ShapeParts } from '../support/jsonShape';
import { asRecord } from '../support/json';
import {
  addCoverage,
  coverageKinds,
  type CoverageKind,
  type Ratio,
} from '../support/coverage';
import { orNoData } from '../support/noData';
import { IstanbulFileCounts } from './IstanbulFileCounts';

const file: ShapeParts = {
  keys: {
    statementMap: { rest: { keys: { start: { keys: plainKeys('line') } } } },
    s: { rest: all },
    f: { rest: all },
    b: { rest: all },
  },
  reduce: [IstanbulFileCounts.reduce],
};

/** `coverage-final.json` of istanbul. A line counts as hit when any statement that starts on it was hit, as istanbul does. */
export const istanbulFinal: JsonFormat = {
  format: 'istanbul-final',
  hint: /"statementMap"\s*:/,
  shape: { rest: { ...file, keys: { ...file.keys, data: file } } },
  matches: value => {
    const files = Object.values(asRecord(value) ?? {});
    return files.length > 0 && IstanbulFileCounts.of(files[0]) !== undefined;
  },
  read(value): ParsedReport {
    const totals: Record<CoverageKind, Ratio> = {
      lines: { covered: 0, total: 0 },
      statements: { covered: 0, total: 0 },
      functions: { covered: 0, total: 0 },
      branches: { covered: 0, total: 0 },
    };
    for (const [name, entry] of Object.entries(asRecord(value) ?? {})) {
      const counts = IstanbulFileCounts.of(entry);
      if (!counts) {
        throw new ReportError(
          'malformed',
          `The entry of ${name} has no statements.`,
        );
      }
      counts.addTo(totals, name);
    }
    const report: ParsedReport = { measurements: [], problems: [] };
    for (const kind of coverageKinds) addCoverage(report, kind, totals[kind]);
    return orNoData(
      report,
      'The report lists no statement, so there is no coverage to judge.',
    );
  },
};
