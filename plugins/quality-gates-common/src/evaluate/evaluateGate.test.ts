import type { ReportProblem } from '../types';
import { heal7Gate } from '../gates';
import { evaluateGate } from './evaluateGate';
import { measurement } from './testing';
import { good, judge, now, without } from './testingGate';

describe('evaluateGate', () => {
  it('passes when every blocking check passes, and shows the advisory one', () => {
    const { verdict, check } = judge(good);
    expect(verdict).toBe('passed');
    expect(check('coverage.backend-lines')).toMatchObject({
      verdict: 'passed',
      value: 90,
      reason: '90 % meets ≥ 85 %.',
    });
    expect(check('code-quality.sonar')).toMatchObject({
      verdict: 'passed',
      value: 'OK',
      reason: 'OK meets OK.',
    });
    const unmerged = judge(without('dependencies.last-merged'));
    expect(unmerged.verdict).toBe('passed');
    expect(unmerged.check('security.dependency-updates-merged')).toMatchObject({
      verdict: 'inconclusive',
      blocking: false,
      reasonCode: 'missing',
    });
  });

  it.each([
    [85, 'passed'],
    [84.9999, 'failed'],
    [0, 'failed'],
  ])('judges %d %% of backend lines: %s', (value, verdict) => {
    const lines = measurement('coverage.lines', value);
    expect(judge([...without('coverage.lines'), lines]).verdict).toBe(verdict);
  });

  it('does not show a miss as if it were met', () => {
    const lines = measurement('coverage.lines', 84.9999);
    expect(
      judge([...without('coverage.lines'), lines]).check(
        'coverage.backend-lines',
      ).reason,
    ).toBe('84.99 % is not ≥ 85 %.');
  });

  it('holds frontends to 80 %, and to what only they have', () => {
    const pages = [
      measurement('coverage.lines', 81),
      measurement('lighthouse.performance', 80),
      measurement('lighthouse.accessibility', 90.5),
      measurement('accessibility.violations', 0),
    ];
    const facts = {
      measurements: [...without('coverage.lines'), ...pages],
      problems: [],
    };
    const frontend = evaluateGate(heal7Gate('frontend'), facts, now);
    expect(frontend.verdict).toBe('passed');
    const compute = evaluateGate(heal7Gate('compute'), facts, now);
    expect(compute.verdict).toBe('failed');
    const exactly90 = [
      ...facts.measurements.filter(it => it.id !== 'lighthouse.accessibility'),
      measurement('lighthouse.accessibility', 90),
    ];
    expect(
      evaluateGate(
        heal7Gate('frontend'),
        { ...facts, measurements: exactly90 },
        now,
      ).checks.filter(it => it.verdict !== 'passed'),
    ).toEqual([
      expect.objectContaining({
        id: 'accessibility.lighthouse',
        reasonCode: 'below-minimum',
        reason: '90 is not > 90.',
      }),
    ]);
  });

  it.each(
    good
      .filter(it => it.id !== 'dependencies.last-merged')
      .map(it => [it.id, it.source.scope]),
  )(
    'is inconclusive without %s (scope %s), and says what is missing',
    (id, scope) => {
      const rest = good.filter(it => it.id !== id || it.source.scope !== scope);
      const result = evaluateGate(
        heal7Gate('backend'),
        { measurements: rest, problems: [] },
        now,
      );
      expect(result.verdict).toBe('inconclusive');
      const unclear = result.checks.filter(it => it.verdict !== 'passed');
      expect(unclear.length).toBeGreaterThan(0);
      for (const check of unclear) {
        expect(check).toMatchObject({
          verdict: 'inconclusive',
          reasonCode: 'missing',
          reason: expect.stringContaining(id ?? ''),
        });
      }
    },
  );

  it('sums high and critical, and counts of several files', () => {
    const { check } = judge([
      ...good,
      measurement('vulnerabilities.high', 2, {
        source: { file: 'other', format: 'trivy' },
      }),
    ]);
    expect(check('security.high-critical')).toMatchObject({
      verdict: 'failed',
      value: 2,
      reasonCode: 'above-maximum',
    });
  });

  it('counts a file once that two patterns found', () => {
    expect(
      judge([...good, ...good]).check('coverage.backend-lines').value,
    ).toBe(90);
  });

  it('weighs several reports of a format, and takes the lowest of several formats', () => {
    const part = (
      file: string,
      format: string,
      covered: number,
      total: number,
    ) =>
      measurement('coverage.lines', (covered / total) * 100, {
        detail: { covered, total },
        source: { file, format },
      });
    const rest = without('coverage.lines');
    const weighted = [part('a', 'lcov', 100, 100), part('b', 'lcov', 0, 300)];
    expect(
      judge([...rest, ...weighted]).check('coverage.backend-lines').value,
    ).toBe(25);
    expect(
      judge([
        ...rest,
        part('a', 'lcov', 90, 100),
        part('b', 'cobertura', 86, 100),
      ]).check('coverage.backend-lines').value,
    ).toBe(86);
  });

  const broken: ReportProblem = {
    file: 'coverage.xml',
    code: 'malformed',
    message: 'It was cut off.',
    format: 'cobertura',
  };

  it('is an error when the expected report cannot be read', () => {
    const { verdict, check } = judge(without('coverage.lines'), [broken]);
    expect(verdict).toBe('error');
    expect(check('coverage.backend-lines')).toMatchObject({
      reasonCode: 'unreadable',
      reason: 'No coverage.lines: coverage.xml cannot be used: It was cut off.',
    });
    expect(check('tests.failed').verdict).toBe('passed');
  });

  it('does not pass on half of the reports, but still fails on them', () => {
    expect(judge(good, [broken]).verdict).toBe('error');
    const low = measurement('coverage.lines', 10);
    expect(judge([...without('coverage.lines'), low], [broken]).verdict).toBe(
      'failed',
    );
  });

  it('suspects an unknown file when something is missing, and ignores it otherwise', () => {
    const unknown = {
      file: 'x.json',
      code: 'not-recognised',
      message: 'What?',
    };
    expect(judge(good, [unknown]).verdict).toBe('passed');
    expect(judge(without('coverage.lines'), [unknown]).verdict).toBe('error');
  });

  it('is inconclusive when a report holds no data', () => {
    expect(
      judge(without('coverage.lines'), [{ ...broken, code: 'no-data' }]).check(
        'coverage.backend-lines',
      ),
    ).toMatchObject({ verdict: 'inconclusive', reasonCode: 'missing' });
  });

  it('does not believe a stale scan', () => {
    const old = measurement('vulnerabilities.total', 0, {
      generatedAt: '2026-02-26T12:00:00Z',
    });
    expect(
      judge([...without('vulnerabilities.total'), old]).check(
        'security.scan-present',
      ),
    ).toMatchObject({
      verdict: 'inconclusive',
      reasonCode: 'stale',
      reason: 'The report is 3 days old; at most 24 hours is allowed.',
    });
  });

  it.each([
    [86, 84, 'inconclusive', 'contradictory'],
    [84, 86, 'inconclusive', 'contradictory'],
    [86, 90, 'passed', 'passed'],
    [80, 70, 'failed', 'below-minimum'],
  ])(
    'with %d %% in the lines and %d %% in the total is %s',
    (value, reported, verdict, reasonCode) => {
      const lines = measurement('coverage.lines', value, {
        detail: { reported: { value: reported } },
      });
      const check = judge([...without('coverage.lines'), lines]).check(
        'coverage.backend-lines',
      );
      expect(check).toMatchObject({ verdict, reasonCode });
      expect(check.reason).toContain(`${reported} %`);
    },
  );
});
