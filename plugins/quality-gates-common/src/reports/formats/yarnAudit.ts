import type { ParsedReport } from '../support/ParsedReport';
import {
  describeVulnerability,
  SeverityCounts,
} from '../support/SeverityCounts';
import { ReportError } from '../support/ReportError';
import type { TextFormat } from '../support/TextFormat';
import { asRecord, asString, type JsonRecord } from '../support/json';
import { noData } from '../support/noData';
import { severityNamed } from '../support/severity';
import { splitLines } from '../support/splitLines';

const classicLine =
  /^\{"type":"(auditAdvisory|auditSummary|auditAction|info|warning|error)","data":/;
const berryLine = /^\{"value":"[^"]*","children":\{"(ID|Issue)":/;

class Audit {
  readonly #counts = new SeverityCounts();
  readonly #seen = new Set<string>();
  #looked = false;
  #failure: string | undefined;

  add(entry: JsonRecord) {
    const found = advisoryOf(entry);
    this.#looked ||= found !== undefined || entry.type === 'auditSummary';
    if (entry.type === 'error') this.#failure ??= asString(entry.data);
    const key = found && `${found.id} ${found.name} ${found.version}`;
    if (!found || !key || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#counts.add(severityNamed(found.severity), () =>
      describeVulnerability(found),
    );
  }

  report(): ParsedReport {
    const about = { tool: 'yarn audit' };
    if (!this.#looked) {
      return noData(
        this.#failure
          ? `The audit failed: ${this.#failure.slice(0, 200)}`
          : 'The audit has no summary, so it has not come to its end.',
        about,
      );
    }
    return {
      measurements: this.#counts.measurements({ graded: true }),
      problems: [],
      ...about,
    };
  }
}

/**
 * JSON lines of `yarn audit --json` (Yarn 1) and `yarn npm audit --json` (Yarn 4). Yarn 1 repeats an advisory for every
 * path to the package; it counts once. Yarn 4 writes nothing at all where it finds nothing, which is no report.
 */
export const yarnAudit: TextFormat = {
  format: 'yarn-audit',
  matches: head => classicLine.test(head) || berryLine.test(head),
  read(chunks): ParsedReport {
    const audit = new Audit();
    for (const line of splitLines(chunks)) {
      if (line.trim() !== '') audit.add(parseLine(line));
    }
    return audit.report();
  },
};

function parseLine(line: string): JsonRecord {
  let entry: JsonRecord | undefined;
  try {
    entry = asRecord(JSON.parse(line));
  } catch {
    entry = undefined;
  }
  if (!entry || !('data' in entry || 'children' in entry)) {
    throw new ReportError('malformed', 'A line of the file is no audit entry.');
  }
  return entry;
}

interface Advisory {
  id?: string;
  name?: string;
  version?: string;
  fixed?: string;
  severity: unknown;
}

function advisoryOf(entry: JsonRecord): Advisory | undefined {
  const children = asRecord(entry.children);
  if (children) {
    return {
      id: asString(children.Issue) ?? `#${String(children.ID)}`,
      name: asString(entry.value),
      version: asString(children['Vulnerable Versions']),
      severity: children.Severity,
    };
  }
  if (entry.type !== 'auditAdvisory') return undefined;
  const advisory = asRecord(asRecord(entry.data)?.advisory);
  if (!advisory) {
    throw new ReportError('malformed', 'An advisory of the audit is empty.');
  }
  return {
    id: asString(advisory.title) ?? `#${String(advisory.id)}`,
    name: asString(advisory.module_name),
    version: asString(advisory.vulnerable_versions),
    fixed: asString(advisory.patched_versions),
    severity: advisory.severity,
  };
}
