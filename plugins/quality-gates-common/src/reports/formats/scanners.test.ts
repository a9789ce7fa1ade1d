import { numbers } from '../testing';

/** critical, high, medium, low, unknown. */
function graded(...counts: number[]) {
  const names = ['critical', 'high', 'medium', 'low', 'unknown'];
  return Object.fromEntries(
    names.map((name, index) => [`vulnerabilities.${name}`, counts[index]]),
  );
}
const total = (value: number) => ({ 'vulnerabilities.total': value });
const none = { ...graded(0, 0, 0, 0, 0), ...total(0) };

describe('Grype', () => {
  const match = (severity: string) => ({
    vulnerability: { id: 'CVE-2026-1', severity },
    artifact: { name: 'a', version: '1' },
  });
  const descriptor = { name: 'grype', version: '0.94.0' };

  it('counts matches, the negligible and the ignored ones apart', () => {
    expect(
      numbers({
        matches: [match('High'), match('Negligible'), match('Odd')],
        ignoredMatches: [match('Critical')],
        descriptor,
      }).measured,
    ).toEqual({
      ...graded(0, 1, 0, 0, 1),
      ...total(3),
      'vulnerabilities.negligible': 1,
      'vulnerabilities.suppressed': 1,
    });
  });

  it('reads a clean scan and the list of the first versions', () => {
    expect(numbers({ matches: null, descriptor }).measured).toEqual(none);
    expect(numbers([match('Low')]).measured).toMatchObject(total(1));
    expect(numbers({ matches: [] }).codes).toEqual(['not-recognised']);
  });
});

describe('pip-audit', () => {
  const vulnerable = {
    name: 'a',
    version: '1',
    vulns: [{ id: 'PYSEC-1', fix_versions: [] }, { id: 'GHSA-1' }],
  };
  const skipped = { name: 'b', skip_reason: 'not on PyPI' };

  it.each([[[vulnerable, skipped]], [{ dependencies: [vulnerable, skipped] }]])(
    'does not say how many are high, because it grades none',
    value => {
      expect(numbers(value).measured).toEqual({
        'vulnerabilities.unknown': 2,
        ...total(2),
        'dependencies.skipped': 1,
      });
    },
  );

  it('reads a clean audit, but not one that skipped everything', () => {
    expect(numbers({ dependencies: [{ name: 'a', vulns: [] }] })).toMatchObject(
      { measured: none, codes: [] },
    );
    expect(numbers({ dependencies: [skipped] })).toMatchObject({
      measured: {},
      codes: ['no-data'],
    });
  });
});

describe('npm audit', () => {
  const totals = { info: 0, low: 0, moderate: 0, high: 0, critical: 0 };

  it('counts packages of npm 7 and later', () => {
    expect(
      numbers({
        auditReportVersion: 2,
        vulnerabilities: {
          a: { severity: 'moderate', via: [{ title: 'bad' }] },
          b: { severity: 'info', via: ['a'] },
        },
        metadata: { vulnerabilities: { ...totals, moderate: 1, info: 1 } },
      }),
    ).toMatchObject({
      measured: {
        'vulnerabilities.medium': 1,
        'vulnerabilities.negligible': 1,
      },
      codes: [],
    });
  });

  it('counts advisories of npm 6 and keeps its total over all paths', () => {
    const { measured, codes, result } = numbers({
      actions: [],
      advisories: { 1: { severity: 'high', module_name: 'a' } },
      metadata: { vulnerabilities: { ...totals, high: 12 } },
    });
    expect(measured).toEqual({ ...graded(0, 1, 0, 0, 0), ...total(1) });
    expect(codes).toEqual(['contradictory']);
    expect(result.measurements[1].detail?.reported?.value).toBe(12);
  });

  it.each([
    [{ error: { code: 'ENOLOCK', summary: 'no lockfile' } }, 'no-data'],
    [{ auditReportVersion: 2, metadata: {} }, 'malformed'],
    [{ auditReportVersion: 2, vulnerabilities: { a: 1 } }, 'malformed'],
  ])('makes no number of %j', (value, code) => {
    expect(numbers(value)).toMatchObject({ measured: {}, codes: [code] });
  });
});

describe('OSV-Scanner', () => {
  const scan = (entry: object) => ({
    results: [{ source: { path: 'a' }, packages: [entry] }],
  });

  it('counts a vulnerability under several ids once, at the severity of its group', () => {
    expect(
      numbers(
        scan({
          package: { name: 'a' },
          vulnerabilities: [
            { id: 'GHSA-1', database_specific: { severity: 'LOW' } },
            { id: 'PYSEC-1' },
            { id: 'GHSA-2', database_specific: { severity: 'MODERATE' } },
            { id: 'GHSA-3' },
          ],
          groups: [
            { ids: ['GHSA-1', 'PYSEC-1'], max_severity: '9.8' },
            { ids: ['GHSA-2'], max_severity: '' },
          ],
        }),
      ).measured,
    ).toEqual({ ...graded(1, 0, 1, 0, 1), ...total(3) });
  });

  it('takes an empty list for a clean scan only where it is surely its own', () => {
    expect(numbers({ results: [], experimental_config: {} }).measured).toEqual(
      none,
    );
    expect(numbers({ results: [] }).codes).toEqual(['not-recognised']);
  });
});

describe('Dependency-Check', () => {
  it('counts by word, else by score, the suppressed apart', () => {
    expect(
      numbers({
        reportSchema: '1.1',
        dependencies: [
          {
            vulnerabilities: [
              { severity: 'moderate' },
              { cvssv3: { baseScore: 9.8 }, cvssv2: { score: 5 } },
            ],
            suppressedVulnerabilities: [{}],
          },
          {},
        ],
      }).measured,
    ).toEqual({
      ...graded(1, 0, 1, 0, 0),
      ...total(2),
      'vulnerabilities.suppressed': 1,
    });
  });
});

describe('CycloneDX', () => {
  const bom = (vulnerabilities: unknown) => ({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    vulnerabilities,
  });

  it('takes the worst rating, and what the analysis clears apart', () => {
    expect(
      numbers(
        bom([
          { ratings: [{ severity: 'low' }, { score: 9.1, method: 'CVSSv31' }] },
          { ratings: [{ severity: 'info' }] },
          { ratings: [{ score: 9, method: 'OWASP' }] },
          { ratings: [], analysis: { state: 'not_affected' } },
        ]),
      ).measured,
    ).toEqual({
      ...graded(1, 0, 0, 0, 1),
      ...total(3),
      'vulnerabilities.negligible': 1,
      'vulnerabilities.suppressed': 1,
    });
  });

  it('reads the XML, also of the extension', () => {
    const { measured } = numbers(
      '<bom xmlns="http://cyclonedx.org/schema/bom/1.1" xmlns:v="http://cyclonedx.org/schema/ext/vulnerability/1.0"><components><component><v:vulnerabilities><v:vulnerability ref="a"><v:id>CVE-1</v:id><v:ratings><v:rating><v:score><v:base>7.5</v:base></v:score><v:method>CVSSv3</v:method></v:rating></v:ratings></v:vulnerability></v:vulnerabilities></component></components></bom>',
    );
    expect(measured).toEqual({ ...graded(0, 1, 0, 0, 0), ...total(1) });
  });

  it.each([
    bom([]),
    bom(undefined),
    { spdxVersion: 'SPDX-2.3' },
    '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components/></bom>',
  ])('does not take a list of components for a clean scan: %j', value => {
    expect(numbers(value)).toMatchObject({ measured: {} });
    expect(numbers(value).codes).toHaveLength(1);
  });
});

describe('Harbor', () => {
  const key = 'application/vnd.security.vulnerability.report; version=1.1';
  const found = (severity: string) => ({
    id: 'CVE-2026-1',
    package: 'a',
    version: '1',
    fix_version: '',
    severity,
  });

  it('counts by severity, each version of the report once', () => {
    const report = {
      scanner: { name: 'Trivy', version: 'v0.60.0' },
      severity: 'Critical',
      vulnerabilities: [found('Critical'), found('Negligible'), found('None')],
    };
    const { measured, format, result } = numbers({
      [key]: report,
      [key.replace('1.1', '1.0')]: report,
    });
    expect(format).toBe('harbor');
    expect(measured).toMatchObject({
      'vulnerabilities.critical': 1,
      'vulnerabilities.high': 0,
      'vulnerabilities.negligible': 2,
      'vulnerabilities.total': 3,
    });
    expect(result.measurements[0].source.tool).toBe('Trivy');
  });

  it('refuses what is no list', () => {
    expect(numbers({ [key]: { vulnerabilities: {} } })).toMatchObject({
      measured: {},
      codes: ['malformed'],
    });
  });
});
