import { heal7Gate } from './heal7Gate';
import { parseGate } from './parseGate';
import { serviceKinds } from './serviceKinds';

describe('heal7Gate', () => {
  it('has the checks of the specification for each kind of service', () => {
    const common = [
      'security.scan-present',
      'security.high-critical',
      'security.image-scan-present',
      'security.image-high-critical',
      'security.dependency-updates',
      'security.dependency-updates-merged',
      'performance.build-time',
      'performance.test-time',
      'performance.image-size',
      'code-quality.sonar',
      'code-quality.complexity',
      'code-quality.duplication',
      'tests.failed',
    ];
    const own = {
      frontend: [
        'coverage.frontend-lines',
        'performance.lighthouse',
        'accessibility.wcag',
        'accessibility.lighthouse',
        'accessibility.automated-test',
      ],
      backend: ['coverage.backend-lines', 'coverage.integration'],
      compute: ['coverage.compute-lines', 'coverage.integration'],
    };
    for (const kind of serviceKinds) {
      const ids = heal7Gate(kind).checks.map(check => check.id);
      expect(new Set(ids)).toEqual(new Set([...common, ...own[kind]]));
      expect(ids).toHaveLength(common.length + own[kind].length);
    }
  });

  it('asks what the specification asks', () => {
    const limits = Object.fromEntries(
      [...heal7Gate('frontend').checks, ...heal7Gate('backend').checks].map(
        ({ id, threshold }) => [id, threshold],
      ),
    );
    expect(limits).toMatchObject({
      'coverage.frontend-lines': { min: 80 },
      'coverage.backend-lines': { min: 85 },
      'coverage.integration': { min: 70 },
      'security.high-critical': { max: 0 },
      'security.dependency-updates': { max: 604_800 },
      'performance.build-time': { max: 600 },
      'performance.test-time': { max: 900 },
      'performance.image-size': { max: 500_000_000 },
      'performance.lighthouse': { min: 80 },
      'code-quality.sonar': { equals: 'OK' },
      'code-quality.complexity': { max: 10 },
      'code-quality.duplication': { max: 3 },
      'accessibility.wcag': { max: 0 },
      'accessibility.lighthouse': { above: 90 },
    });
    const advisory = heal7Gate('backend').checks.filter(it => !it.blocking);
    expect(advisory.map(it => it.id)).toEqual([
      'security.dependency-updates-merged',
    ]);
  });

  it.each(serviceKinds)('survives being written and read: %s', kind => {
    const gate = heal7Gate(kind);
    expect(parseGate(JSON.parse(JSON.stringify(gate)))).toEqual({
      gate,
      problems: [],
    });
  });
});
