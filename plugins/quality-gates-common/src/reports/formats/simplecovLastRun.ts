import type { JsonFormat } from '../support/readJson';
import type { ParsedReport } from '../support/ParsedReport';
import { plainKeys } from '../support/jsonShape';
import { asCount, asRecord } from '../support/json';
import { orNoData } from '../support/noData';

/** `.last_run.json` of SimpleCov: the percentages of its last run, without what they are made of. */
export const simplecovLastRun: JsonFormat = {
  format: 'simplecov',
  hint: /^\s*\{\s*"result"\s*:\s*\{\s*"(line|covered_percent)"/,
  shape: {
    keys: { result: { keys: plainKeys('line', 'branch', 'covered_percent') } },
  },
  matches: value => {
    const root = asRecord(value);
    const result = asRecord(root?.result);
    return (
      result !== undefined &&
      Object.keys(root ?? {}).length === 1 &&
      ('line' in result || 'covered_percent' in result)
    );
  },
  read(value): ParsedReport {
    const result = asRecord(asRecord(value)?.result) ?? {};
    const report: ParsedReport = {
      measurements: [],
      problems: [],
      tool: 'SimpleCov',
    };
    const stated = [
      ['lines', result.line ?? result.covered_percent],
      ['branches', result.branch],
    ] as const;
    for (const [kind, percent] of stated) {
      if (percent === undefined) continue;
      const number = asCount(percent);
      if (number !== undefined && number <= 100) {
        report.measurements.push({
          id: `coverage.${kind}`,
          value: number,
          unit: 'percent',
        });
      } else {
        report.problems.push({
          code: 'invalid-value',
          message: `The coverage of ${kind} is no percentage.`,
        });
      }
    }
    return orNoData(report, 'The file holds no percentage of lines.');
  },
};
