import { heal7Gate } from './heal7Gate';
import { tightenGate } from './tightenGate';
import { find, flaky } from './testing';

describe('tightenGate', () => {
  const gate = heal7Gate('frontend');

  it('takes what is stricter', () => {
    const tightened = tightenGate(gate, {
      checks: {
        'coverage.frontend-lines': { threshold: { min: 90 } },
        'performance.build-time': { threshold: { max: 300 } },
        'accessibility.lighthouse': { threshold: { min: 95 } },
        'performance.lighthouse': { threshold: { above: 80 } },
        'security.scan-present': { maxAgeSeconds: 3600 },
        'tests.failed': { maxAgeSeconds: 3600 },
        'security.dependency-updates-merged': { blocking: true },
        'code-quality.sonar': { threshold: { equals: 'OK' } },
      },
      add: [flaky],
    });
    expect(tightened.problems).toEqual([]);
    expect(tightened.gate.checks).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          id: 'coverage.frontend-lines',
          threshold: { min: 90 },
        }),
        expect.objectContaining({
          id: 'performance.build-time',
          threshold: { max: 300 },
        }),
        expect.objectContaining({
          id: 'accessibility.lighthouse',
          threshold: { min: 95 },
        }),
        expect.objectContaining({
          id: 'performance.lighthouse',
          threshold: { above: 80 },
        }),
        expect.objectContaining({
          id: 'security.scan-present',
          maxAgeSeconds: 3600,
        }),
        expect.objectContaining({ id: 'tests.failed', maxAgeSeconds: 3600 }),
        expect.objectContaining({
          id: 'security.dependency-updates-merged',
          blocking: true,
        }),
        flaky,
      ]),
    );
  });

  it('accepts what it has already', () => {
    const same = Object.fromEntries(
      gate.checks.map(({ id, threshold, blocking }) => [
        id,
        { threshold, blocking },
      ]),
    );
    expect(tightenGate(gate, { checks: same })).toEqual({ gate, problems: [] });
  });

  it.each<[string, object | false, string]>([
    [
      'coverage.frontend-lines',
      { threshold: { min: 79 } },
      'coverage.frontend-lines: ≥ 79 % is looser than ≥ 80 %; ≥ 80 % stays.',
    ],
    [
      'code-quality.duplication',
      { threshold: { max: 5 } },
      'code-quality.duplication: ≤ 5 % is looser than ≤ 3 %; ≤ 3 % stays.',
    ],
    [
      'accessibility.lighthouse',
      { threshold: { min: 90 } },
      'accessibility.lighthouse: ≥ 90 is looser than > 90; > 90 stays.',
    ],
    [
      'coverage.frontend-lines',
      { threshold: { equals: '10' } },
      'coverage.frontend-lines: 10 is not comparable with ≥ 80 %; ≥ 80 % stays.',
    ],
    [
      'code-quality.sonar',
      { threshold: { equals: 'WARN' } },
      'code-quality.sonar: WARN is not comparable with OK; OK stays.',
    ],
    [
      'code-quality.sonar',
      { threshold: { min: 0 } },
      'code-quality.sonar: present is not comparable with OK; OK stays.',
    ],
    [
      'code-quality.complexity',
      { threshold: { min: 11 } },
      'code-quality.complexity: no value meets ≥ 11 and ≤ 10; ≤ 10 stays.',
    ],
    [
      'tests.failed',
      { blocking: false },
      'tests.failed: only the platform team may make a check advisory.',
    ],
    [
      'tests.failed',
      false,
      'tests.failed: only the platform team may take a check out.',
    ],
    [
      'security.scan-present',
      { maxAgeSeconds: 100_000 },
      'security.scan-present: an age of 100000 seconds is looser than 86400, which stays.',
    ],
    [
      'coverage.backend-lines',
      { threshold: { min: 99 } },
      'coverage.backend-lines: the gate "HEAL7 quality gate (frontend)" has no such check.',
    ],
  ])('refuses to change %s to %j and keeps the gate', (id, change, problem) => {
    expect(tightenGate(gate, { checks: { [id]: change } })).toEqual({
      gate,
      problems: [problem],
    });
  });

  it('tightens one bound when another is refused no more than it must', () => {
    const result = tightenGate(gate, {
      checks: {
        'coverage.frontend-lines': { threshold: { min: 10 }, maxAgeSeconds: 5 },
      },
    });
    expect(find(result.gate, 'coverage.frontend-lines')).toMatchObject({
      threshold: { min: 80 },
      maxAgeSeconds: 5,
    });
  });

  it('does not let an added check take the place of another', () => {
    const loose = { ...flaky, id: 'tests.failed', threshold: { max: 99 } };
    const result = tightenGate(gate, { add: [loose, flaky, flaky] });
    expect(result.problems).toEqual([
      'tests.failed: a check of this id is there already.',
      'tests.flaky: a check of this id is there already.',
    ]);
    expect(find(result.gate, 'tests.failed')?.threshold).toEqual({ max: 0 });
  });
});
