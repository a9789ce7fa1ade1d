import type { ReportResult } from '@heal7/backstage-plugin-quality-gates-common';
import { defaultScopeOf, withScope } from './scopes';

describe('defaultScopeOf', () => {
  it.each([
    ['reports/integration/coverage.xml', 'integration'],
    ['reports/coverage-integration.xml', 'integration'],
    ['integration_lcov.info', 'integration'],
    ['reports/trivy-image.json', 'image'],
    ['reports\\image\\grype.json', 'image'],
    ['reports/coverage.xml', undefined],
    ['image-service/reports/trivy.json', undefined],
    ['reports/disintegration.xml', undefined],
  ])('of %s is %s', (file, scope) => {
    expect(defaultScopeOf(file)).toBe(scope);
  });
});

describe('withScope', () => {
  const result = (file: string, ids: string[]): ReportResult => ({
    file,
    format: 'trivy',
    measurements: ids.map(id => ({
      id,
      value: 1,
      unit: 'count',
      source: { file, format: 'trivy' },
    })),
    problems: [
      { file, code: 'malformed', message: 'x', format: 'trivy' },
      { file, code: 'malformed', message: 'x', format: 'junit' },
      { file, code: 'not-recognised', message: 'x' },
    ],
  });
  const scopes = ({ measurements, problems }: ReportResult) => [
    ...measurements.map(it => it.source.scope),
    ...problems.map(it => it.scope),
  ];

  it('marks what the gate tells apart by it, and nothing else', () => {
    const ids = ['vulnerabilities.high', 'image.size', 'tests.failed'];
    expect(scopes(withScope(result('a/image/b.json', ids), undefined))).toEqual(
      ['image', undefined, undefined, 'image', undefined, 'image'],
    );
  });

  it('marks everything with a scope of the repository', () => {
    expect(
      scopes(withScope(result('b.json', ['tests.failed']), 'contract')),
    ).toEqual(Array(4).fill('contract'));
  });

  it('can be told that a name means nothing', () => {
    const plain = result('trivy-image.json', ['vulnerabilities.high']);
    expect(withScope(plain, 'none')).toEqual(plain);
  });
});
