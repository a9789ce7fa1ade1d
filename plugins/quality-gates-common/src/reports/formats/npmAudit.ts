import type { JsonFormat } from '../support/readJson';
import {
  kindOnly,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import {
  describeVulnerability,
  SeverityCounts,
} from '../support/SeverityCounts';
import { ReportError } from '../support/ReportError';
import {
  asArray,
  asCount,
  asRecord,
  asString,
  type JsonRecord,
} from '../support/json';
import { noData } from '../support/noData';
import { severityNamed } from '../support/severity';

const sameSeverity = ({ severity }: JsonRecord) => `npm ${String(severity)}`;

const npmAuditShape: JsonShape = {
  keys: {
    ...plainKeys('auditReportVersion'),
    actions: kindOnly,
    error: { keys: plainKeys('summary', 'code', 'detail') },
    metadata: {
      keys: {
        vulnerabilities: {
          keys: plainKeys('critical', 'high', 'moderate', 'low', 'info'),
        },
      },
    },
    advisories: {
      rest: {
        keys: plainKeys(
          'severity',
          'title',
          'github_advisory_id',
          'module_name',
          'vulnerable_versions',
          'patched_versions',
        ),
        same: [sameSeverity],
      },
    },
    vulnerabilities: {
      rest: {
        keys: {
          ...plainKeys('severity', 'range'),
          via: listOfShape({ keys: plainKeys('title') }),
          fixAvailable: { keys: plainKeys('name', 'version') },
        },
        same: [sameSeverity],
      },
    },
  },
};

/**
 * `npm audit --json`: packages with a vulnerability (npm 7 and later) or advisories (npm 6, pnpm, yarn). The totals in
 * `metadata` are kept beside them where they differ: npm 6 counts every path to a package there.
 */
export const npmAudit: JsonFormat = {
  format: 'npm-audit',
  hint: /"auditReportVersion"\s*:|"advisories"\s*:|"actions"\s*:\s*\[/,
  shape: npmAuditShape,
  matches: value => {
    const root = asRecord(value);
    if (!root) return false;
    const totals = asRecord(asRecord(root.metadata)?.vulnerabilities);
    const failure = asRecord(root.error);
    return (
      'auditReportVersion' in root ||
      (asRecord(root.advisories) !== undefined &&
        (totals !== undefined || 'actions' in root)) ||
      (typeof failure?.summary === 'string' &&
        (typeof failure.code === 'string' ||
          typeof failure.detail === 'string'))
    );
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const about = { tool: 'npm audit' };
    const failure = asRecord(root.error);
    if (failure) {
      return noData(
        `The audit failed (${asString(failure.code) ?? 'no code'}): ${
          asString(failure.summary) ?? 'no reason given'
        }`.slice(0, 300),
        about,
      );
    }
    const current = 'auditReportVersion' in root;
    const found = asRecord(current ? root.vulnerabilities : root.advisories);
    if (!found) {
      throw new ReportError(
        'malformed',
        `The audit has no "${current ? 'vulnerabilities' : 'advisories'}".`,
      );
    }
    const counts = new SeverityCounts();
    for (const [name, entry] of Object.entries(found)) {
      const record = asRecord(entry);
      if (!record) {
        throw new ReportError(
          'malformed',
          `The entry of ${name} is no object.`,
        );
      }
      counts.add(severityNamed(record.severity), () =>
        current
          ? describePackage(name, record)
          : describeAdvisory(name, record),
      );
    }
    const report: ParsedReport = {
      measurements: counts.measurements({ graded: true }),
      problems: [],
      ...about,
    };
    compareTotals(report, asRecord(asRecord(root.metadata)?.vulnerabilities));
    return report;
  },
};

function compareTotals(report: ParsedReport, stated: JsonRecord | undefined) {
  if (!stated) return;
  const names = ['critical', 'high', 'moderate', 'low', 'info'];
  const parts = names.map(name => asCount(stated[name]));
  const all: Record<string, number | undefined> = {
    ...Object.fromEntries(
      names.map((name, index) => [severityNamed(name), parts[index]]),
    ),
    total: parts.reduce<number>((sum, part) => sum + (part ?? 0), 0),
  };
  report.measurements = report.measurements.map(it => {
    const value = all[it.id.replace('vulnerabilities.', '')];
    return value === undefined || value === it.value
      ? it
      : { ...it, detail: { ...it.detail, reported: { value } } };
  });
  const total = report.measurements.find(it => it.id.endsWith('.total'));
  if (total?.detail?.reported) {
    report.problems.push({
      code: 'contradictory',
      message: `The audit's own total says ${total.detail.reported.value} vulnerabilities, but it lists ${total.value}; the listed ones are used (npm 6 counts a vulnerability once for every path to it).`,
    });
  }
}

function describePackage(name: string, found: JsonRecord): string {
  const cause = (asArray(found.via) ?? [])
    .map(asRecord)
    .find(via => via !== undefined);
  const fix = asRecord(found.fixAvailable);
  return describeVulnerability({
    id: asString(cause?.title) ?? 'a vulnerable dependency',
    name,
    version: asString(found.range),
    fixed: fix ? `${asString(fix.name)} ${asString(fix.version)}` : undefined,
  });
}

function describeAdvisory(id: string, found: JsonRecord): string {
  return describeVulnerability({
    id: asString(found.title) ?? asString(found.github_advisory_id) ?? `#${id}`,
    name: asString(found.module_name),
    version: asString(found.vulnerable_versions),
    fixed: asString(found.patched_versions),
  });
}
