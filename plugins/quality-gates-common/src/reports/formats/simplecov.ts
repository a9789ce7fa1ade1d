import type { JsonFormat } from '../support/readJson';
import {
  all,
  kindOnly,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { asArray, asCount, asRecord, asString } from '../support/json';
import { parseTimestamp } from '../support/dates';
import { orNoData } from '../support/noData';
import { SimpleCovCounts } from './SimpleCovCounts';
import { SimpleCovLines } from './SimpleCovLines';

const lines = { items: all, reduce: [SimpleCovLines.reduce] };
const coveredFile: JsonShape = {
  keys: { ...plainKeys('branches', 'methods'), lines },
  ...lines,
};
const suiteShape = {
  keys: { timestamp: all, coverage: { rest: coveredFile } },
};
const simplecovShape: JsonShape = {
  keys: {
    ...suiteShape.keys,
    meta: { keys: plainKeys('simplecov_version') },
    files: listOfShape({ keys: { filename: all, coverage: coveredFile } }),
    metrics: kindOnly,
  },
  rest: suiteShape,
};

/**
 * SimpleCov: `.resultset.json` of every generation (lines alone, or with branches and methods), whose suites are merged as
 * SimpleCov merges them, and `coverage.json` of its JSON formatters.
 */
export const simplecov: JsonFormat = {
  format: 'simplecov',
  hint: /"simplecov_version"|^\s*\{\s*"[^"]+"\s*:\s*\{\s*"coverage"\s*:/,
  shape: simplecovShape,
  matches: value => {
    const root = asRecord(value);
    if (!root) return false;
    if (asRecord(root.coverage)) {
      return asRecord(root.meta)?.simplecov_version !== undefined;
    }
    if (asArray(root.files)) return asRecord(root.metrics) !== undefined;
    const suites = Object.values(root);
    return (
      suites.length > 0 &&
      suites.every(suite => {
        const files = asRecord(asRecord(suite)?.coverage);
        return files !== undefined && Object.values(files).every(isFile);
      })
    );
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const counts = new SimpleCovCounts();
    for (const [name, file] of filesOf(root)) counts.add(name, file);
    const report: ParsedReport = {
      measurements: [],
      problems: [],
      tool: 'SimpleCov',
      toolVersion: asString(asRecord(root.meta)?.simplecov_version),
      generatedAt: timestampOf(root),
    };
    counts.addTo(report);
    return orNoData(
      report,
      'The report lists no line of code, so there is no coverage to judge.',
    );
  },
};

function isFile(value: unknown): boolean {
  return (
    value instanceof SimpleCovLines ||
    asRecord(value)?.lines instanceof SimpleCovLines
  );
}

function filesOf(root: Record<string, unknown>): [string, unknown][] {
  const coverage = asRecord(root.coverage);
  if (coverage) return Object.entries(coverage);
  const files = asArray(root.files);
  if (files) {
    return files.map(file => {
      const record = asRecord(file) ?? {};
      return [asString(record.filename) ?? '', record.coverage];
    });
  }
  return Object.values(root).flatMap(suite =>
    Object.entries(asRecord(asRecord(suite)?.coverage) ?? {}),
  );
}

/** The oldest suite: a merged result is as old as its oldest part. */
function timestampOf(root: Record<string, unknown>): string | undefined {
  const times = [root, ...Object.values(root)]
    .map(holder => asCount(asRecord(holder)?.timestamp))
    .filter(time => time !== undefined);
  return times.length > 0
    ? parseTimestamp(String(Math.floor(Math.min(...times))))
    : undefined;
}
