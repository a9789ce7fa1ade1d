import type { JsonFormat } from '../support/readJson';
import {
  all,
  plainKeys,
  listOfShape,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { asArray, asRecord, asString, type JsonRecord } from '../support/json';
import { parseTimestamp } from '../support/dates';
import { listOf, records } from '../support/lists';
import { TrivyCounts } from './TrivyCounts';

const severityOnly = ({ Severity }: JsonRecord) => String(Severity);

const resultShape = {
  keys: {
    ...plainKeys('Target', 'Type', 'Class'),
    Vulnerabilities: listOfShape({
      keys: plainKeys(
        'VulnerabilityID',
        'PkgName',
        'InstalledVersion',
        'FixedVersion',
        'Severity',
      ),
      same: [severityOnly],
    }),
    Misconfigurations: listOfShape({
      keys: plainKeys('ID', 'Title', 'Status'),
      same: [({ Status }) => String(Status)],
    }),
    Secrets: listOfShape({
      keys: plainKeys('RuleID', 'Title'),
      same: [() => 'secret'],
    }),
    ExperimentalModifiedFindings: listOfShape({
      keys: {
        Type: all,
        Finding: {
          keys: plainKeys('VulnerabilityID', 'PkgName', 'InstalledVersion'),
        },
      },
      same: [({ Type }) => `modified ${String(Type)}`],
    }),
  },
};
const resourcesShape = listOfShape({
  keys: { Results: listOfShape(resultShape) },
});

const trivyShape: JsonShape = {
  keys: {
    ...plainKeys('SchemaVersion', 'ArtifactName', 'ClusterName', 'CreatedAt'),
    Trivy: { keys: plainKeys('Version') },
    Results: listOfShape(resultShape),
    Resources: resourcesShape,
    Findings: resourcesShape,
    Vulnerabilities: resourcesShape,
    Misconfigurations: resourcesShape,
  },
  items: resultShape,
};

/**
 * Trivy JSON of every generation: the array of targets (before 0.20), `SchemaVersion` 2 (`Results`), and the Kubernetes
 * reports whose resources hold results. What was set aside (`--show-suppressed`) is counted apart.
 */
export const trivy: JsonFormat = {
  format: 'trivy',
  hint: /"(SchemaVersion|ArtifactName|VulnerabilityID)"\s*:|"Target"\s*:/,
  shape: trivyShape,
  matches: value => {
    const list = asArray(value);
    if (list) return list.length > 0 && list.every(isLegacyTarget);
    const root = asRecord(value);
    if (!root) return false;
    if (isCluster(root)) return kubernetesLists(root).length > 0;
    if (root.SchemaVersion === 2) {
      return 'ArtifactName' in root || 'Results' in root;
    }
    const results = asArray(root.Results);
    return (
      results !== undefined && results.length > 0 && results.every(hasTarget)
    );
  },
  read(value): ParsedReport {
    const root = asRecord(value);
    const counts = new TrivyCounts();
    for (const result of resultsOf(value)) counts.addResult(result);
    return {
      measurements: counts.measurements(),
      problems: [],
      tool: 'Trivy',
      toolVersion: asString(asRecord(root?.Trivy)?.Version),
      generatedAt: parseTimestamp(asString(root?.CreatedAt)),
    };
  },
};

function resultsOf(value: unknown): JsonRecord[] {
  const list = asArray(value);
  if (list) return records(list, 'The list of targets');
  const root = asRecord(value) ?? {};
  if (isCluster(root)) {
    return kubernetesLists(root)
      .flatMap(resources => records(resources, 'The list of resources'))
      .flatMap(resource => listOf(resource, 'Results'));
  }
  return listOf(root, 'Results');
}

/** The name of the cluster may be empty. */
function isCluster(root: JsonRecord): boolean {
  return typeof root.ClusterName === 'string' && !('Results' in root);
}

/** `Resources` of the full report, `Vulnerabilities` and `Misconfigurations` of older ones. */
function kubernetesLists(root: JsonRecord): unknown[][] {
  return ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations']
    .map(key => asArray(root[key]))
    .filter(list => list !== undefined);
}

function isLegacyTarget(value: unknown): boolean {
  const record = asRecord(value);
  return (
    hasTarget(value) &&
    record !== undefined &&
    ('Vulnerabilities' in record ||
      'Misconfigurations' in record ||
      'Type' in record)
  );
}

function hasTarget(value: unknown): boolean {
  return typeof asRecord(value)?.Target === 'string';
}
