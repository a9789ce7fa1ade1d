import type { Comparison, SampleFormat } from './Sample';
import {
  compareCounts,
  compareValue,
  numberIn,
  record,
  valueOf,
} from './values';

const severities = ['critical', 'high', 'medium', 'low', 'unknown'];

/** `vulnerabilities.*` of a list of names, as the tool writes them. */
function severityIds(rename: (severity: string) => string) {
  return Object.fromEntries(
    severities.map(it => [rename(it), `vulnerabilities.${it}`]),
  );
}

const banditLevels = {
  HIGH: 'findings.error',
  MEDIUM: 'findings.warning',
  LOW: 'findings.note',
};

/** Security reports. */
export const securitySamples: Record<string, SampleFormat> = {
  'SEC-TRIVY': {
    name: 'Trivy',
    format: 'trivy',
    compare: (expected, result) => {
      const counts = record(expected.vulnerabilities);
      const findings = (id: string, found: unknown): Comparison => ({
        what: id,
        expected:
          Object.values(record(found)).reduce<number>(
            (sum, count) => sum + (numberIn(count) ?? 0),
            0,
          ) || undefined,
        actual: valueOf(result, id),
      });
      return [
        ...severities.map(severity => ({
          what: `vulnerabilities.${severity}`,
          expected: numberIn(counts[severity.toUpperCase()]) ?? 0,
          actual: valueOf(result, `vulnerabilities.${severity}`),
        })),
        {
          what: 'vulnerabilities.total',
          expected: numberIn(expected.vuln_total),
          actual: valueOf(result, 'vulnerabilities.total'),
        },
        findings('misconfigurations.total', expected.misconf_FAIL),
        findings('secrets.total', expected.secrets),
      ];
    },
  },
  'SEC-GRYPE': {
    name: 'Grype',
    format: 'grype',
    compare: (expected, result) => [
      ...compareCounts(
        result,
        record(expected.severity),
        severityIds(it => it[0].toUpperCase() + it.slice(1)),
        0,
      ),
      compareValue(
        result,
        'vulnerabilities.negligible',
        record(expected.severity).Negligible,
      ),
      compareValue(result, 'vulnerabilities.total', expected.matches),
    ],
  },
  'SEC-SARIF': {
    name: 'SARIF',
    format: 'sarif',
    compare: (expected, result) => compareSarif(expected, result),
  },
  'SEC-BANDIT': {
    name: 'Bandit',
    format: 'bandit',
    compare: (expected, result) => [
      ...compareCounts(result, record(expected.severity), banditLevels, 0),
      compareValue(result, 'findings.total', expected.results),
    ],
  },
  'SEC-PIPAUDIT': {
    name: 'pip-audit',
    format: 'pip-audit',
    compare: (expected, result) => [
      compareValue(result, 'vulnerabilities.total', expected.vulns),
      compareValue(result, 'vulnerabilities.unknown', expected.vulns),
      compareValue(
        result,
        'dependencies.skipped',
        numberIn(expected.skipped) || undefined,
      ),
    ],
  },
  'SEC-NPM': {
    name: 'npm audit',
    format: 'npm-audit',
    compare: (expected, result) => {
      const counted = record(
        expected.counted_packages ?? expected.counted_advisories,
      );
      const { total, ...stated } = record(expected['metadata.vulnerabilities']);
      const sum = Object.values(stated).reduce<number>(
        (all, count) => all + (numberIn(count) ?? 0),
        0,
      );
      return [
        ...compareCounts(
          result,
          counted,
          severityIds(it => (it === 'medium' ? 'moderate' : it)),
          0,
        ),
        compareValue(result, 'vulnerabilities.total', total, sum),
      ];
    },
  },
  'SEC-OSV': {
    name: 'OSV',
    format: 'osv',
    compare: (expected, result) => [
      compareValue(result, 'vulnerabilities.total', expected.groups),
      compareValue(
        result,
        'vulnerabilities.unknown',
        expected.groups_without_max_severity,
      ),
    ],
  },
  'SEC-DEPCHECK': {
    name: 'OWASP Dependency-Check',
    format: 'dependency-check',
    compare: (expected, result) => [
      ...compareCounts(
        result,
        record(expected.severity),
        severityIds(it => it.toUpperCase()),
        0,
      ),
      compareValue(result, 'vulnerabilities.total', expected.vulnerabilities),
    ],
  },
  'SEC-CHECKOV': {
    name: 'Checkov',
    format: 'checkov',
    compare: (expected, result) => [
      ...compareCounts(
        result,
        record(expected.severity),
        {
          CRITICAL: 'findings.critical',
          HIGH: 'findings.high',
          MEDIUM: 'findings.medium',
          LOW: 'findings.low',
        },
        0,
      ),
      compareValue(result, 'findings.total', expected.failed),
    ],
  },
  'SEC-CYCLONEDX': {
    name: 'CycloneDX without vulnerabilities',
    format: 'sbom',
    compare: (expected, result) => [
      compareValue(result, 'vulnerabilities.total', expected.vulnerabilities),
    ],
  },
  'SEC-ANYXMLROOT': {
    name: 'CycloneDX XML',
    format: 'cyclonedx',
    compare: (expected, result) => [
      compareValue(result, 'vulnerabilities.total', expected.vulnerabilities),
    ],
  },
  'SEC-SPDX': {
    name: 'SPDX',
    format: 'sbom',
    compare: (_, result) => [
      compareValue(result, 'vulnerabilities.total', undefined),
    ],
  },
};

/** The runs of the file added up. */
function compareSarif(
  expected: Record<string, unknown>,
  result: Parameters<SampleFormat['compare']>[1],
): Comparison[] {
  const runs = Array.isArray(expected.runs) ? expected.runs.map(record) : [];
  const sum = (of: (run: Record<string, unknown>) => unknown) =>
    runs.reduce((all, run) => all + (numberIn(of(run)) ?? 0), 0);
  const absent = runs.length === 0 ? undefined : 0;
  const levels = Object.fromEntries(
    ['error', 'warning', 'note'].map(level => [
      level,
      sum(run => record(run['level(not suppressed, not absent)'])[level]) ||
        absent,
    ]),
  );
  const scores = Object.fromEntries(
    severities.map(it => [
      it,
      sum(run => record(run['security-severity'])[it]),
    ]),
  );
  const graded = Object.values(scores).some(count => count > 0);
  return [
    ...compareCounts(
      result,
      levels,
      {
        error: 'findings.error',
        warning: 'findings.warning',
        note: 'findings.note',
      },
      absent,
    ),
    compareValue(
      result,
      'findings.suppressed',
      sum(run => run.suppressed) || undefined,
    ),
    ...(graded
      ? compareCounts(
          result,
          scores,
          severityIds(it => it),
          0,
        )
      : []),
  ];
}
