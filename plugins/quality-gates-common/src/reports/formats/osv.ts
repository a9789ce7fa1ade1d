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

/** Of all that is affected only the first version with a fix is shown. */
function firstFix(affected: unknown): unknown {
  const fixed = fixedIn({ affected });
  return fixed === undefined ? [] : [{ ranges: [{ events: [{ fixed }] }] }];
}

const affected: JsonShape = {
  ...listOfShape({
    keys: {
      ranges: listOfShape({
        keys: { events: listOfShape({ keys: plainKeys('fixed') }) },
      }),
    },
  }),
  reduce: [value => (Array.isArray(value) ? firstFix(value) : value)],
};

const sameFindings = (entry: JsonRecord) =>
  `osv ${findingsOf(entry)
    .map(it => it.severity)
    .join(' ')}`;

const osvShape: JsonShape = {
  keys: {
    experimental_config: kindOnly,
    results: listOfShape({
      keys: {
        packages: listOfShape({
          keys: {
            package: { keys: plainKeys('name', 'version') },
            groups: listOfShape({ keys: plainKeys('ids', 'max_severity') }),
            vulnerabilities: listOfShape({
              keys: {
                id: all,
                database_specific: { keys: plainKeys('severity') },
                affected,
              },
            }),
          },
          same: [sameFindings],
        }),
      },
    }),
  },
};

/**
 * OSV-Scanner JSON. One vulnerability under several ids (PYSEC and GHSA) is one group and counts once. A bare
 * `{"results": []}` could be of any tool and is not taken for a clean scan.
 */
export const osv: JsonFormat = {
  format: 'osv',
  hint: /"results"\s*:\s*\[\s*\{\s*"source"\s*:|"experimental_config"/,
  shape: osvShape,
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

interface Finding {
  ids: (string | undefined)[];
  severity: Severity;
}

function addPackage(counts: SeverityCounts, entry: JsonRecord) {
  const found = asRecord(entry.package);
  const byId = vulnerabilitiesById(entry);
  for (const { ids, severity } of findingsOf(entry)) {
    counts.add(severity, () =>
      describeVulnerability({
        id: ids.filter(Boolean).join(', ') || undefined,
        name: asString(found?.name),
        version: asString(found?.version),
        fixed: fixedIn(byId.get(ids[0])),
      }),
    );
  }
}

/** A group is one finding, and so is a vulnerability without a group. */
function findingsOf(entry: JsonRecord): Finding[] {
  const byId = vulnerabilitiesById(entry);
  const groups = listOf(entry, 'groups').map((group): Finding => {
    const ids = (asArray(group.ids) ?? []).map(asString);
    const stated = severityOfScore(parseNumber(asString(group.max_severity)));
    const severity =
      stated === 'unknown'
        ? worstSeverity(ids.map(id => severityIn(byId.get(id))))
        : stated;
    return { ids, severity };
  });
  const grouped = new Set(groups.flatMap(({ ids }) => ids));
  const alone = listOf(entry, 'vulnerabilities')
    .filter(it => !grouped.has(asString(it.id)))
    .map(it => ({ ids: [asString(it.id)], severity: severityIn(it) }));
  return [...groups, ...alone];
}

function vulnerabilitiesById(entry: JsonRecord) {
  return new Map(
    listOf(entry, 'vulnerabilities').map(it => [asString(it.id), it]),
  );
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
