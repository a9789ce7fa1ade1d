import type { JsonFormat } from '../support/readJson';
import { all, listOfShape, plainKeys } from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import {
  describeVulnerability,
  SeverityCounts,
} from '../support/SeverityCounts';
import { asRecord, asString, type JsonRecord } from '../support/json';
import { parseTimestamp } from '../support/dates';
import { listOf } from '../support/lists';
import { severityNamed } from '../support/severity';

/** The media type is the key. */
const reportKey = /^application\/vnd\.security\.vulnerability\.report\b/;

/** Vulnerability report of an image in Harbor (`…/artifacts/REFERENCE/additions/vulnerabilities`). */
export const harbor: JsonFormat = {
  format: 'harbor',
  hint: /"application\/vnd\.security\.vulnerability\.report/,
  shape: {
    rest: {
      keys: {
        generated_at: all,
        severity: all,
        scanner: { keys: plainKeys('name', 'version') },
        vulnerabilities: listOfShape({
          keys: plainKeys(
            'id',
            'package',
            'version',
            'fix_version',
            'severity',
          ),
          same: [
            ({ severity, package: name }) =>
              typeof name === 'string'
                ? `harbor ${String(severity)}`
                : undefined,
          ],
        }),
      },
    },
  },
  matches: value => reportsOf(value).length > 0,
  read(value): ParsedReport {
    // Harbor may hold the same report in several versions of its format.
    const report = reportsOf(value)[0];
    const counts = new SeverityCounts();
    for (const found of listOf(report, 'vulnerabilities')) {
      counts.add(severityNamed(found.severity), () =>
        describeVulnerability({
          id: asString(found.id),
          name: asString(found.package),
          version: asString(found.version),
          fixed: asString(found.fix_version),
        }),
      );
    }
    const scanner = asRecord(report.scanner);
    return {
      measurements: counts.measurements({ graded: true }),
      problems: [],
      tool: asString(scanner?.name) ?? 'Harbor',
      toolVersion: asString(scanner?.version),
      generatedAt: parseTimestamp(asString(report.generated_at)),
    };
  },
};

function reportsOf(value: unknown): JsonRecord[] {
  return Object.entries(asRecord(value) ?? {})
    .filter(([key]) => reportKey.test(key))
    .map(([, report]) => asRecord(report))
    .filter(report => report !== undefined);
}
