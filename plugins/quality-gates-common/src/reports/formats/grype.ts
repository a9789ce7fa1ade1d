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
import { ReportError } from '../support/ReportError';
import { asArray, asRecord, asString, type JsonRecord } from '../support/json';
import { listOf } from '../support/lists';
import { parseTimestamp } from '../support/dates';
import { severityNamed } from '../support/severity';

const matchShape: JsonShape = {
  keys: {
    vulnerability: {
      keys: {
        ...plainKeys('id', 'severity'),
        fix: { keys: { versions: all } },
      },
    },
    artifact: { keys: plainKeys('name', 'version') },
  },
  same: [
    item =>
      isMatch(item)
        ? `grype ${String(asRecord(item.vulnerability)?.severity)}`
        : undefined,
  ],
};

const grypeShape: JsonShape = {
  keys: {
    matches: listOfShape(matchShape),
    ignoredMatches: listOfShape(matchShape),
    descriptor: { keys: plainKeys('name', 'version', 'timestamp') },
    distro: kindOnly,
    source: kindOnly,
  },
  items: matchShape,
};

/** Grype JSON: matches by severity; `ignoredMatches` apart. The first versions wrote the list of matches alone. */
export const grype: JsonFormat = {
  format: 'grype',
  hint: /"matches"\s*:|"matchDetails"\s*:/,
  shape: grypeShape,
  matches: value => {
    const list = asArray(value);
    if (list) return list.length > 0 && list.every(isMatch);
    const root = asRecord(value);
    if (!root || !('matches' in root)) return false;
    const first = asArray(root.matches)?.[0];
    return (
      asRecord(root.descriptor)?.name === 'grype' ||
      (first === undefined
        ? 'distro' in root && 'source' in root
        : isMatch(first))
    );
  },
  read(value): ParsedReport {
    const list = asArray(value);
    const root = list ? { matches: list } : asRecord(value) ?? {};
    const descriptor = asRecord(asRecord(value)?.descriptor);
    const counts = new SeverityCounts();
    for (const match of listOf(root, 'matches')) {
      const vulnerability = asRecord(match.vulnerability);
      if (!vulnerability) {
        throw new ReportError('malformed', 'A match names no vulnerability.');
      }
      counts.add(severityNamed(vulnerability.severity), () => describe(match));
    }
    for (const match of listOf(root, 'ignoredMatches')) {
      counts.addSuppressed(() => describe(match));
    }
    return {
      measurements: counts.measurements({ graded: true }),
      problems: [],
      tool: 'Grype',
      toolVersion: asString(descriptor?.version),
      generatedAt: parseTimestamp(asString(descriptor?.timestamp)),
    };
  },
};

function isMatch(value: unknown): boolean {
  const match = asRecord(value);
  return (
    asRecord(match?.vulnerability) !== undefined &&
    asRecord(match?.artifact) !== undefined
  );
}

function describe(match: JsonRecord): string {
  const vulnerability = asRecord(match.vulnerability);
  const artifact = asRecord(match.artifact);
  const versions = asArray(asRecord(vulnerability?.fix)?.versions) ?? [];
  return describeVulnerability({
    id: asString(vulnerability?.id),
    name: asString(artifact?.name),
    version: asString(artifact?.version),
    fixed: versions.map(String).join(', ') || undefined,
  });
}
