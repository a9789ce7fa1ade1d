import { measurement } from './testing';
import { good, judge, without } from './testingGate';

describe('evaluateGate, whose reports come in parts', () => {
  const imageChecks = [
    'security.image-scan-present',
    'security.image-high-critical',
    'performance.build-time',
    'performance.image-size',
  ];

  it('awaits the checks of a part, whatever came of it already', () => {
    const { verdict, check } = judge(good, [], { pendingParts: ['image'] });
    expect(verdict).toBe('inconclusive');
    for (const id of imageChecks) {
      expect(check(id)).toMatchObject({
        verdict: 'inconclusive',
        reasonCode: 'pending',
        reason: 'The part "image" of the CI run has not come yet.',
      });
    }
    expect(check('tests.failed').verdict).toBe('passed');
  });

  it('tells a known failure while other parts are awaited', () => {
    const facts = { pendingParts: ['image'] };
    const failing = [
      ...without('tests.failed'),
      measurement('tests.failed', 1),
    ];
    expect(judge(failing, [], facts).verdict).toBe('failed');
  });

  it('awaits the first part when another is quicker', () => {
    const early = good.filter(it => it.source.scope === 'image');
    const { check } = judge(early, [], { pendingParts: ['main'] });
    expect(check('tests.failed').reasonCode).toBe('pending');
    expect(check('security.image-high-critical').verdict).toBe('passed');
    expect(check('performance.image-size').reasonCode).toBe('missing');
  });
});

describe('evaluateGate, whose reports have scopes', () => {
  it('keeps the image apart from the code', () => {
    const bad = measurement('vulnerabilities.critical', 1, { scope: 'image' });
    const { check } = judge([...good, bad]);
    expect(check('security.high-critical').verdict).toBe('passed');
    expect(check('security.image-high-critical')).toMatchObject({
      verdict: 'failed',
      value: 1,
    });
  });

  it('does not take integration coverage for that of the units', () => {
    const { check } = judge(without('coverage.lines'));
    expect(check('coverage.backend-lines').reasonCode).toBe('missing');
    expect(check('coverage.integration')).toMatchObject({
      verdict: 'passed',
      value: 75,
    });
  });

  it('lets a broken report disturb the checks of its scope only', () => {
    const { check } = judge(good, [
      {
        file: 'coverage-integration.xml',
        code: 'malformed',
        message: 'It was cut off.',
        format: 'cobertura',
        scope: 'integration',
      },
    ]);
    expect(check('coverage.integration').verdict).toBe('error');
    expect(check('coverage.backend-lines').verdict).toBe('passed');
  });
});

describe('evaluateGate, which judges a commit', () => {
  const commit = 'a'.repeat(40);
  const gate = (of: string) =>
    judge(
      [
        ...without('sonar.gate'),
        measurement('sonar.gate', 'OK', { commit: of }),
      ],
      [],
      { commit },
    );

  it('does not believe a report of another commit', () => {
    const { verdict, check } = gate('b'.repeat(40));
    expect(verdict).toBe('inconclusive');
    expect(check('code-quality.sonar')).toMatchObject({
      verdict: 'inconclusive',
      reasonCode: 'other-commit',
      reason:
        'main/sonar.gate.report was made for commit bbbbbbb, not for aaaaaaa.',
    });
  });

  it.each([commit, commit.slice(0, 8), commit.toLocaleUpperCase('en-US')])(
    'knows its own as %s',
    of => expect(gate(of).verdict).toBe('passed'),
  );

  it('does not take a few digits for a commit', () => {
    expect(gate('aaa').check('code-quality.sonar').reasonCode).toBe(
      'other-commit',
    );
  });

  it('asks nothing of reports that name no commit', () => {
    expect(judge(good, [], { commit }).verdict).toBe('passed');
  });
});
