import type { JsonFormat } from '../support/readJson';
import {
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
import { listOf, records } from '../support/lists';
import { noData } from '../support/noData';
import { severityNamed } from '../support/severity';

const levels: Record<string, FindingLevel> = { medium: 'warning', low: 'note' };

const checks = listOfShape({
  keys: plainKeys(
    'severity',
    'check_id',
    'check_name',
    'file_path',
    'file_line_range',
  ),
  same: [({ severity }) => String(severity)],
});
const checkovReport: JsonShape = {
  keys: {
    ...plainKeys('check_type', 'checkov_version'),
    summary: { keys: plainKeys('checkov_version') },
    results: {
      keys: {
        failed_checks: checks,
        skipped_checks: checks,
        parsing_errors: listOfShape(kindOnly),
      },
    },
  },
};
const checkovShape: JsonShape = { ...checkovReport, items: checkovReport };

/** Checkov JSON of one framework or of several. Without a platform key it grades nothing: a failed check is an error. */
export const checkov: JsonFormat = {
  format: 'checkov',
  hint: /"(check_type|checkov_version)"\s*:/,
  shape: checkovShape,
  matches: value => {
    const list = asArray(value) ?? [value];
    return (
      list.length > 0 &&
      list.every(it => {
        const report = asRecord(it);
        return (
          typeof report?.checkov_version === 'string' ||
          (typeof report?.check_type === 'string' &&
            Array.isArray(asRecord(report.results)?.failed_checks))
        );
      })
    );
  },
  read(value): ParsedReport {
    const reports = records(asArray(value) ?? [value], 'The list of reports');
    const about = { tool: 'Checkov', toolVersion: versionOf(reports[0]) };
    const examined = reports.filter(report => asRecord(report.results));
    if (examined.length === 0) {
      return noData('Checkov found nothing to examine.', about);
    }
    const counts = new FindingCounts();
    let unread = 0;
    for (const report of examined) {
      const results = asRecord(report.results) ?? {};
      for (const check of listOf(results, 'failed_checks')) {
        const severity = severityNamed(check.severity);
        counts.add(
          levels[severity] ?? 'error',
          () => describe(check),
          severity,
        );
      }
      for (const check of listOf(results, 'skipped_checks')) {
        counts.addSuppressed(() => describe(check));
      }
      unread += asArray(results.parsing_errors)?.length ?? 0;
    }
    return {
      measurements: counts.measurements(),
      problems:
        unread > 0
          ? [
              {
                code: 'invalid-value',
                message: `Checkov could not read ${unread} files, so there may be more findings.`,
              },
            ]
          : [],
      ...about,
    };
  },
};

function versionOf(report: JsonRecord | undefined): string | undefined {
  return (
    asString(asRecord(report?.summary)?.checkov_version) ??
    asString(report?.checkov_version)
  );
}

function describe(check: JsonRecord): string {
  return describeFinding({
    rule: asString(check.check_id),
    text: asString(check.check_name),
    file: asString(check.file_path),
    line: asCount(asArray(check.file_line_range)?.[0]),
  });
}
