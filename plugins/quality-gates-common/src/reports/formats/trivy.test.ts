import { parseReport } from '../parseReport';

function read(value: unknown) {
  const result = parseReport('trivy.json', JSON.stringify(value));
  return {
    result,
    values: Object.fromEntries(
      result.measurements.map(({ id, value: count }) => [
        id.replace('vulnerabilities.', ''),
        count,
      ]),
    ),
  };
}

const found = (severity: string, id = 'CVE-2026-1') => ({
  VulnerabilityID: id,
  PkgName: 'libx',
  InstalledVersion: '1.2',
  FixedVersion: '1.3',
  Severity: severity,
});

const none = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0, total: 0 };

describe('Trivy', () => {
  it('counts by severity over all targets of schema 2', () => {
    const { result, values } = read({
      SchemaVersion: 2,
      CreatedAt: '2026-03-01T10:00:00.123456789+09:00',
      Trivy: { Version: '0.68.1' },
      ArtifactName: 'heal7/backend',
      Results: [
        { Target: 'debian', Vulnerabilities: [found('HIGH'), found('LOW')] },
        {
          Target: 'pip',
          Vulnerabilities: [found('CRITICAL', 'CVE-2026-9'), found('strange')],
        },
        { Target: 'clean' },
      ],
    });
    expect(values).toEqual({
      critical: 1,
      high: 1,
      medium: 0,
      low: 1,
      unknown: 1,
      total: 4,
    });
    expect(result.measurements.at(-1)).toMatchObject({
      id: 'vulnerabilities.total',
      detail: {
        items: expect.arrayContaining([
          'CVE-2026-9 in libx 1.2 (fixed in 1.3)',
        ]),
        itemCount: 4,
      },
      source: { tool: 'Trivy', toolVersion: '0.68.1' },
      generatedAt: '2026-03-01T01:00:00.123Z',
    });
  });

  it('keeps five findings and counts all, the worst first', () => {
    const { result } = read({
      SchemaVersion: 2,
      ArtifactName: 'x',
      Results: [
        {
          Target: 'x',
          Vulnerabilities: [
            ...Array.from({ length: 9 }, () => found('LOW')),
            found('CRITICAL', 'CVE-worst'),
          ],
        },
      ],
    });
    const total = result.measurements.find(it => it.id.endsWith('.total'));
    expect(total?.detail?.items).toHaveLength(5);
    expect(total?.detail?.items?.[0]).toContain('CVE-worst');
    expect(total?.detail?.itemCount).toBe(10);
  });

  it('reads the array of older versions, also with null', () => {
    expect(
      read([
        { Target: 'a', Vulnerabilities: null },
        { Target: 'b', Type: 'pip', Vulnerabilities: [found('HIGH')] },
      ]).values,
    ).toEqual({ ...none, high: 1, total: 1 });
  });

  it('reads the report of a cluster', () => {
    expect(
      read({
        ClusterName: 'dev',
        Resources: [
          {
            Name: 'pod',
            Results: [{ Target: 'x', Vulnerabilities: [found('MEDIUM')] }],
          },
        ],
      }).values,
    ).toEqual({ ...none, medium: 1, total: 1 });
  });

  it.each([
    { ClusterName: '', Findings: [] },
    { ClusterName: 'dev', SchemaVersion: 2, Resources: [{ Results: null }] },
    { ClusterName: 'dev', Vulnerabilities: null, Misconfigurations: [] },
  ])('reads the clean cluster %j', report => {
    expect(read(report).values).toEqual(none);
  });

  it('reads what the Trivy operator found, one report or a list', () => {
    const report = (kind: string, content: object) => ({
      apiVersion: 'aquasecurity.github.io/v1alpha1',
      kind,
      metadata: { name: 'replicaset-a' },
      report: { scanner: { version: '0.60.0' }, ...content },
    });
    const vulnerabilities = report('VulnerabilityReport', {
      summary: { criticalCount: 9 },
      vulnerabilities: [
        { vulnerabilityID: 'CVE-2026-1', resource: 'a', severity: 'CRITICAL' },
        { vulnerabilityID: 'CVE-2026-2', resource: 'a', severity: 'LOW' },
      ],
    });
    const listed = { ...none, critical: 1, low: 1, total: 2 };
    expect(read(vulnerabilities)).toMatchObject({
      result: { format: 'trivy' },
      values: listed,
    });
    const audit = report('ConfigAuditReport', {
      checks: [
        { checkID: 'KSV001', success: false },
        { checkID: 'KSV002', success: true },
      ],
    });
    expect(
      read({ kind: 'List', items: [vulnerabilities, audit] }).values,
    ).toEqual({ ...listed, 'misconfigurations.total': 1 });
    expect(
      read({ kind: 'ConfigAuditReportList', items: [audit] }).values,
    ).toEqual({ 'misconfigurations.total': 1 });
    expect(
      read(report('ConfigAuditReport', { checks: [] })).result,
    ).toMatchObject({ measurements: [], problems: [{ code: 'no-data' }] });
    expect(read({ kind: 'List', items: [] }).result.format).toBeUndefined();
    expect(
      read({ kind: 'List', items: [audit, { kind: 'Pod' }] }).result.format,
    ).toBeUndefined();
  });

  it('counts vulnerabilities that were set aside apart', () => {
    const modified = (Type: string) => ({
      Type,
      Status: 'ignored',
      Finding: found('HIGH'),
    });
    expect(
      read({
        SchemaVersion: 2,
        ArtifactName: 'x',
        Results: [
          {
            Target: 'x',
            ExperimentalModifiedFindings: [
              modified('vulnerability'),
              modified('secret'),
            ],
          },
        ],
      }).values,
    ).toEqual({ ...none, suppressed: 1 });
  });

  it('reads a clean scan as zero findings', () => {
    expect(read({ SchemaVersion: 2, ArtifactName: 'x' }).values).toEqual(none);
  });

  it('counts secrets and failed misconfigurations apart, and never shows a secret', () => {
    const { values, result } = read({
      SchemaVersion: 2,
      ArtifactName: 'x',
      Results: [
        {
          Target: '.env',
          Secrets: [{ RuleID: 'aws', Title: 'AWS key', Match: 'AKIA-SECRET' }],
          Misconfigurations: [
            { ID: 'D1', Status: 'FAIL', Severity: 'HIGH' },
            { ID: 'D2', Status: 'PASS', Severity: 'HIGH' },
          ],
        },
      ],
    });
    expect(values).toEqual({
      ...none,
      'misconfigurations.total': 1,
      'secrets.total': 1,
    });
    expect(JSON.stringify(result)).not.toContain('AKIA');
  });

  it.each([
    { SchemaVersion: 2, ArtifactName: 'x', Results: 'none' },
    { SchemaVersion: 2, ArtifactName: 'x', Results: [1] },
    {
      SchemaVersion: 2,
      ArtifactName: 'x',
      Results: [{ Target: 'x', Vulnerabilities: {} }],
    },
  ])('refuses %j rather than overlook something', value => {
    const { result } = read(value);
    expect(result).toMatchObject({
      format: 'trivy',
      measurements: [],
      problems: [{ code: 'malformed' }],
    });
  });
});
