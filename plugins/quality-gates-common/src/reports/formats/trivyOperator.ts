import type { JsonFormat } from '../support/readJson';
import { listOfShape, plainKeys, type JsonShape } from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { asArray, asRecord, asString, type JsonRecord } from '../support/json';
import { parseTimestamp } from '../support/dates';
import { listOf, records } from '../support/lists';
import { orNoData } from '../support/noData';
import { TrivyCounts } from './TrivyCounts';

const kinds =
  /^(Cluster)?(Vulnerability|ConfigAudit|RbacAssessment|InfraAssessment|ExposedSecret)Report$/;

const resource: JsonShape = {
  keys: {
    ...plainKeys('kind', 'apiVersion'),
    metadata: { keys: plainKeys('name') },
    report: {
      keys: {
        updateTimestamp: true,
        scanner: { keys: plainKeys('version') },
        vulnerabilities: listOfShape({
          keys: plainKeys(
            'vulnerabilityID',
            'resource',
            'installedVersion',
            'fixedVersion',
            'severity',
          ),
          same: [({ severity }) => `operator ${String(severity)}`],
        }),
        checks: listOfShape({
          keys: plainKeys('checkID', 'title', 'success'),
          same: [({ success }) => `operator ${String(success)}`],
        }),
        secrets: listOfShape({
          keys: plainKeys('ruleID', 'title'),
          same: [() => 'operator secret'],
        }),
      },
    },
  },
};

/** Reports of the Trivy operator as `kubectl get … -o json` gives them, one or a list. */
export const trivyOperator: JsonFormat = {
  format: 'trivy',
  hint: /"apiVersion"\s*:\s*"aquasecurity\.github\.io\//,
  shape: {
    keys: { ...resource.keys, items: listOfShape(resource) },
  },
  matches: value => {
    const root = asRecord(value);
    const items = isList(root) ? asArray(root?.items) : [root];
    return items !== undefined && items.length > 0 && items.every(isReport);
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const reports = isList(root) ? listOf(root, 'items') : [root];
    const counts = new TrivyCounts();
    for (const it of reports) counts.addResult(resultOf(it));
    const inner = records(
      reports.map(it => it.report),
      'The list of reports',
    );
    const looked = reports.some(it =>
      String(it.kind).includes('Vulnerability'),
    );
    return orNoData(
      {
        // A report about configuration does not say that no package is vulnerable.
        measurements: counts
          .measurements()
          .filter(({ id }) => looked || !id.startsWith('vulnerabilities.')),
        problems: [],
        tool: 'Trivy',
        toolVersion: asString(asRecord(inner[0].scanner)?.version),
        // As old as the oldest of them.
        generatedAt: inner
          .map(it => parseTimestamp(asString(it.updateTimestamp)))
          .filter(time => time !== undefined)
          .sort()[0],
      },
      'The operator found no fault in the configuration, and has not looked for vulnerabilities.',
    );
  },
};

function isList(root: JsonRecord | undefined): boolean {
  return /^(\w+Report)?List$/.test(String(root?.kind));
}

function isReport(value: unknown): boolean {
  const it = asRecord(value);
  return kinds.test(String(it?.kind)) && asRecord(it?.report) !== undefined;
}

/** The same as a result of Trivy itself. */
function resultOf(it: JsonRecord): JsonRecord {
  const report = asRecord(it.report) ?? {};
  return {
    Target: asRecord(it.metadata)?.name,
    Vulnerabilities: listOf(report, 'vulnerabilities').map(found => ({
      VulnerabilityID: found.vulnerabilityID,
      PkgName: found.resource,
      InstalledVersion: found.installedVersion,
      FixedVersion: found.fixedVersion,
      Severity: found.severity,
    })),
    Misconfigurations: listOf(report, 'checks').map(check => ({
      ID: check.checkID,
      Title: check.title,
      Status: check.success === true ? 'PASS' : 'FAIL',
    })),
    Secrets: listOf(report, 'secrets').map(secret => ({
      RuleID: secret.ruleID,
      Title: secret.title,
    })),
  };
}
