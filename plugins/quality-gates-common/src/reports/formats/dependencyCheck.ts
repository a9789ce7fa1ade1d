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
import { asCount, asRecord, asString, type JsonRecord } from '../support/json';
import { listOf } from '../support/lists';
import { parseTimestamp } from '../support/dates';
import {
  severityNamed,
  severityOfScore,
  worstSeverity,
  type Severity,
} from '../support/severity';

const dependencyCheckShape: JsonShape = {
  keys: {
    reportSchema: all,
    scanInfo: { keys: plainKeys('engineVersion') },
    projectInfo: { keys: plainKeys('reportDate') },
    dependencies: listOfShape({
      keys: {
        fileName: all,
        vulnerabilities: listOfShape({
          keys: {
            ...plainKeys('name', 'severity'),
            cvssv2: { keys: plainKeys('score') },
            cvssv3: { keys: plainKeys('baseScore') },
            cvssv4: { keys: plainKeys('baseScore') },
          },
          same: [
            ({ severity, cvssv2, cvssv3, cvssv4 }) =>
              JSON.stringify([severity, cvssv2, cvssv3, cvssv4]),
          ],
        }),
        suppressedVulnerabilities: listOfShape({
          keys: plainKeys('name'),
          same: [() => 'suppressed'],
        }),
      },
    }),
  },
};

/** OWASP Dependency-Check JSON; suppressed vulnerabilities are counted apart. */
export const dependencyCheck: JsonFormat = {
  format: 'dependency-check',
  hint: /"reportSchema"\s*:/,
  shape: dependencyCheckShape,
  matches: value => {
    const root = asRecord(value);
    return (
      root !== undefined &&
      'reportSchema' in root &&
      Array.isArray(root.dependencies)
    );
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const counts = new SeverityCounts();
    for (const dependency of listOf(root, 'dependencies')) {
      const name = asString(dependency.fileName);
      const describe = (found: JsonRecord) => () =>
        describeVulnerability({ id: asString(found.name), name });
      for (const found of listOf(dependency, 'vulnerabilities')) {
        counts.add(severityOf(found), describe(found));
      }
      for (const found of listOf(dependency, 'suppressedVulnerabilities')) {
        counts.addSuppressed(describe(found));
      }
    }
    return {
      measurements: counts.measurements({ graded: false }),
      problems: [],
      tool: 'OWASP Dependency-Check',
      toolVersion: asString(asRecord(root.scanInfo)?.engineVersion),
      generatedAt: parseTimestamp(
        asString(asRecord(root.projectInfo)?.reportDate),
      ),
    };
  },
};

/** The word, or the worst score where sources without CVSS 3 leave it out. */
function severityOf(found: JsonRecord): Severity {
  const named = severityNamed(found.severity);
  if (named !== 'unknown') return named;
  const [v4, v3, v2] = [found.cvssv4, found.cvssv3, found.cvssv2].map(asRecord);
  return worstSeverity(
    [v4?.baseScore, v3?.baseScore, v2?.score].map(score =>
      severityOfScore(asCount(score)),
    ),
  );
}
