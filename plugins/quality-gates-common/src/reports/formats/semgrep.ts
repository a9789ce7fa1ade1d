import type { JsonFormat } from '../support/readJson';
import {
  all,
  kindOnly,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import {
  describeFinding,
  FindingCounts,
  type FindingLevel,
} from '../support/FindingCounts';
import {
  asArray,
  asCount,
  asRecord,
  asString,
  type JsonRecord,
} from '../support/json';
import { listOf } from '../support/lists';
import { noData } from '../support/noData';
import { severityNamed } from '../support/severity';

const levels: Record<string, FindingLevel> = {
  CRITICAL: 'error',
  HIGH: 'error',
  ERROR: 'error',
  LOW: 'note',
  INFO: 'note',
};

const semgrepShape: JsonShape = {
  keys: {
    version: all,
    errors: listOfShape({ keys: plainKeys('level') }),
    paths: { keys: { scanned: listOfShape(kindOnly) } },
    results: listOfShape({
      keys: {
        ...plainKeys('check_id', 'path'),
        start: { keys: plainKeys('line') },
        extra: { keys: plainKeys('severity', 'message', 'is_ignored') },
      },
      same: [
        item => {
          const extra = asRecord(item.extra);
          return typeof item.check_id === 'string' && extra
            ? `semgrep ${JSON.stringify([extra.severity, extra.is_ignored])}`
            : undefined;
        },
      ],
    }),
  },
};

/** Semgrep JSON; findings that `nosemgrep` ignores are counted apart. */
export const semgrep: JsonFormat = {
  format: 'semgrep',
  hint: /"check_id"\s*:|"skipped_rules"\s*:/,
  shape: semgrepShape,
  matches: value => {
    const root = asRecord(value);
    const results = asArray(root?.results);
    if (!root || !results) return false;
    return results.length === 0
      ? Array.isArray(root.errors) && asRecord(root.paths) !== undefined
      : results.every(it => {
          const found = asRecord(it);
          return typeof found?.check_id === 'string' && 'extra' in found;
        });
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const about = { tool: 'Semgrep', toolVersion: asString(root.version) };
    const results = listOf(root, 'results');
    const errors = listOf(root, 'errors').filter(
      it => asString(it.level)?.toLowerCase() === 'error',
    );
    const scanned = asArray(asRecord(root.paths)?.scanned);
    if (results.length === 0 && errors.length > 0 && !scanned?.length) {
      return noData('Semgrep failed and scanned no file.', about);
    }
    const counts = new FindingCounts();
    for (const found of results) addFinding(counts, found);
    return {
      measurements: counts.measurements(),
      problems:
        errors.length > 0
          ? [
              {
                code: 'invalid-value',
                message: `Semgrep reports ${errors.length} errors of its own, so there may be more findings.`,
              },
            ]
          : [],
      ...about,
    };
  },
};

function addFinding(counts: FindingCounts, found: JsonRecord) {
  const extra = asRecord(found.extra);
  const severity = asString(extra?.severity)?.toUpperCase() ?? '';
  const describe = () =>
    describeFinding({
      rule: asString(found.check_id),
      text: asString(extra?.message),
      file: asString(found.path),
      line: asCount(asRecord(found.start)?.line),
    });
  if (extra?.is_ignored === true) counts.addSuppressed(describe);
  else {
    counts.add(
      levels[severity] ?? 'warning',
      describe,
      severity === 'INFO' ? 'unknown' : severityNamed(severity),
    );
  }
}
