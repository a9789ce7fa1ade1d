import type { JsonFormat } from '../support/readJson';
import {
  all,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import {
  describeVulnerability,
  SeverityCounts,
} from '../support/SeverityCounts';
import {
  asArray,
  asCount,
  asRecord,
  asString,
  type JsonRecord,
} from '../support/json';
import { listOf } from '../support/lists';
import { parseTimestamp } from '../support/dates';
import {
  severityNamed,
  severityOfScore,
  worstSeverity,
  type Severity,
} from '../support/severity';

/** Analysis states that say the vulnerability does no harm here. */
export const harmlessStates = [
  'resolved',
  'resolved_with_pedigree',
  'false_positive',
  'not_affected',
];

const toolsShape = { keys: plainKeys('name', 'version') };

const cyclonedxShape: JsonShape = {
  keys: {
    bomFormat: all,
    components: listOfShape({ keys: plainKeys('name', 'version', 'bom-ref') }),
    metadata: {
      keys: {
        timestamp: all,
        tools: {
          items: toolsShape,
          keys: { components: listOfShape(toolsShape) },
        },
      },
    },
    vulnerabilities: listOfShape({
      keys: {
        ...plainKeys('id', 'recommendation'),
        ratings: listOfShape({
          keys: plainKeys('severity', 'score', 'method'),
        }),
        analysis: { keys: plainKeys('state') },
        affects: listOfShape({ keys: plainKeys('ref') }),
      },
      same: [
        ({ ratings, analysis }) =>
          `cyclonedx ${JSON.stringify([ratings, analysis])}`,
      ],
    }),
  },
};

/** CycloneDX JSON with vulnerabilities; those that the analysis clears are counted apart. */
export const cyclonedx: JsonFormat = {
  format: 'cyclonedx',
  // A list of components alone begins the same way; see sbom.
  hint: /"vulnerabilities"\s*:[\s\S]*"bomFormat"\s*:\s*"CycloneDX"/,
  shape: cyclonedxShape,
  matches: value => {
    const root = asRecord(value);
    return (
      root?.bomFormat === 'CycloneDX' &&
      'vulnerabilities' in root &&
      asArray(root.vulnerabilities)?.length !== 0 &&
      root.vulnerabilities !== null
    );
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const names = componentNames(root);
    const counts = new SeverityCounts();
    for (const found of listOf(root, 'vulnerabilities')) {
      const describe = () =>
        describeVulnerability({
          id: asString(found.id),
          name: affectedBy(found, names),
          fixed: asString(found.recommendation),
        });
      const state = asString(asRecord(found.analysis)?.state) ?? '';
      if (harmlessStates.includes(state)) counts.addSuppressed(describe);
      else counts.add(worstSeverity(ratingsOf(found)), describe);
    }
    const metadata = asRecord(root.metadata);
    return {
      measurements: counts.measurements({ graded: false }),
      problems: [],
      ...toolOf(metadata),
      generatedAt: parseTimestamp(asString(metadata?.timestamp)),
    };
  },
};

function ratingsOf(found: JsonRecord): Severity[] {
  return listOf(found, 'ratings').map(rating =>
    ratingSeverity(
      asString(rating.severity),
      asCount(rating.score),
      asString(rating.method),
    ),
  );
}

/** The named severity; without one, the score where it is a CVSS score. */
export function ratingSeverity(
  name: string | undefined,
  score: number | undefined,
  method: string | undefined,
): Severity {
  const named = severityNamed(name);
  return named === 'unknown' && /^CVSS/i.test(method ?? 'CVSS')
    ? severityOfScore(score)
    : named;
}

function componentNames(root: JsonRecord): Map<unknown, string> {
  const names = new Map<unknown, string>();
  for (const component of listOf(root, 'components')) {
    const version = asString(component.version);
    names.set(
      component['bom-ref'],
      [asString(component.name) ?? '', version].filter(Boolean).join(' '),
    );
  }
  return names;
}

function affectedBy(found: JsonRecord, names: Map<unknown, string>) {
  const reference = listOf(found, 'affects').map(it => asString(it.ref))[0];
  return names.get(reference) ?? reference;
}

function toolOf(
  metadata: JsonRecord | undefined,
): Pick<ParsedReport, 'tool' | 'toolVersion'> {
  // A list until 1.4, components and services since 1.5.
  const tools =
    asArray(metadata?.tools) ??
    asArray(asRecord(metadata?.tools)?.components) ??
    [];
  const tool = asRecord(tools[0]);
  return { tool: asString(tool?.name), toolVersion: asString(tool?.version) };
}
