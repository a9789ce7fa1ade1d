import type { JsonFormat } from '../support/readJson';
import type { ParsedReport } from '../support/ParsedReport';
import {
  describeFinding,
  FindingCounts,
  type FindingLevel,
} from '../support/FindingCounts';
import { asArray, asCount, asRecord, asString } from '../support/json';
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

/** Semgrep JSON; findings that `nosemgrep` ignores are counted apart. */
export const semgrep: JsonFormat = {
  format: 'semgrep',
  hint: /"check_id"\s*:|"skipped_rules"\s*:/,
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
    for (const found of results) {
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
