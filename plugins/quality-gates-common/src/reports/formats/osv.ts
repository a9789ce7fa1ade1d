import type { JsonFormat } from '../support/readJson';
import type { ParsedReport } from '../support/ParsedReport';
import {
  describeVulnerability,
  SeverityCounts,
} from '../support/SeverityCounts';
import { asArray, asRecord, asString, type JsonRecord } from '../support/json';
import { listOf } from '../support/lists';
import { parseNumber } from '../support/numbers';
import {
  severityNamed,
  severityOfScore,
  worstSeverity,
  type Severity,
} from '../support/severity';

/**
 * OSV-Scanner JSON. One vulnerability under several ids (PYSEC and GHSA) is one group and counts once. A bare
 * `{"results": []}` could be of any tool and is not taken for a clean scan.
 */
export const osv: JsonFormat = {
  format: 'osv',
  hint: /"results"\s*:\s*\[\s*\{\s*"source"\s*:|"experimental_config"/,
  matches: value => {
    const root = asRecord(value);
    const results = asArray(root?.results);
    if (!root || !results) return false;
    return results.length === 0
      ? 'experimental_config' in root
      : results.every(it => Array.isArray(asRecord(it)?.packages));
  },
  read(value): ParsedReport {
    const counts = new SeverityCounts();
    for (const result of listOf(asRecord(value) ?? {}, 'results')) {
      for (const entry of listOf(result, 'packages')) addPackage(counts, entry);
    }
    return {
      measurements: counts.measurements({ graded: false }),
      problems: [],
      tool: 'OSV-Scanner',
    };
  },
};

function addPackage(counts: SeverityCounts, entry: JsonRecord) {
  const found = asRecord(entry.package);
  const vulnerabilities = listOf(entry, 'vulnerabilities');
  const byId = new Map(vulnerabilities.map(it => [asString(it.id), it]));
  const grouped = new Set<string | undefined>();
  const add = (ids: (string | undefined)[], severity: Severity) =>
    counts.add(severity, () =>
      describeVulnerability({
        id: ids.filter(Boolean).join(', ') || undefined,
        name: asString(found?.name),
        version: asString(found?.version),
        fixed: fixedIn(byId.get(ids[0])),
      }),
    );
  for (const group of listOf(entry, 'groups')) {
    const ids = (asArray(group.ids) ?? []).map(asString);
    ids.forEach(id => grouped.add(id));
    const stated = severityOfScore(parseNumber(asString(group.max_severity)));
    add(
      ids,
      stated === 'unknown'
        ? worstSeverity(ids.map(id => severityIn(byId.get(id))))
        : stated,
    );
  }
  for (const vulnerability of vulnerabilities) {
    const id = asString(vulnerability.id);
    if (!grouped.has(id)) add([id], severityIn(vulnerability));
  }
}

/** GitHub's advisories name the severity; others give only a CVSS vector, whose score OSV-Scanner puts on the group. */
function severityIn(vulnerability: JsonRecord | undefined): Severity {
  return severityNamed(asRecord(vulnerability?.database_specific)?.severity);
}

function fixedIn(vulnerability: JsonRecord | undefined): string | undefined {
  const events = (asArray(vulnerability?.affected) ?? [])
    .flatMap(it => asArray(asRecord(it)?.ranges) ?? [])
    .flatMap(it => asArray(asRecord(it)?.events) ?? []);
  return events
    .map(event => asString(asRecord(event)?.fixed))
    .find(fixed => fixed !== undefined);
}
