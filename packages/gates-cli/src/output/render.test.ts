import type { CheckResult } from '@heal7/backstage-plugin-quality-gates-common';
import { exitCodeOf } from './exitCodeOf';
import type { Judgement } from './Judgement';
import { renderJunit } from './renderJunit';
import { renderMarkdown } from './renderMarkdown';
import { renderText } from './renderText';

const check = (changes: Partial<CheckResult> = {}): CheckResult => ({
  id: 'tests.failed',
  title: 'Failed tests',
  group: 'tests',
  blocking: true,
  verdict: 'failed',
  threshold: { max: 0 },
  unit: 'count',
  value: 2,
  measurements: [],
  reasonCode: 'above-maximum',
  reason: '2 is not 0.',
  ...changes,
});
const passed: Partial<CheckResult> = {
  verdict: 'passed',
  reasonCode: 'passed',
  value: 0,
  reason: '0 meets 0.',
};
const pending: Partial<CheckResult> = {
  verdict: 'inconclusive',
  reasonCode: 'pending',
  value: undefined,
};
const waiver = {
  id: 'w1',
  reason: 'flaky & <known>',
  approvedBy: 'user:default/haneul',
  expiresAt: '2026-12-01T09:00:00.000Z',
};
const judgement = (
  checks: CheckResult[],
  changes: Partial<Judgement> = {},
): Judgement => ({
  title: 'HEAL7 quality gate (backend)',
  verdict: 'failed',
  checks,
  problems: [],
  at: new Date('2026-03-01T12:00:00Z'),
  notes: [],
  json: {},
  ...changes,
});

describe('exitCodeOf', () => {
  it.each([
    ['passed', 0],
    ['failed', 1],
    ['inconclusive', 2],
    ['error', 2],
  ] as const)('of %s is %d', (verdict, code) => {
    expect(exitCodeOf({ verdict, checks: [] })).toBe(code);
  });

  it.each<[Partial<CheckResult>[], number]>([
    [[pending], 0],
    [[pending, passed], 0],
    [[pending, {}], 1],
    [[pending, { verdict: 'inconclusive', reasonCode: 'missing' }], 2],
    [[pending, { waiver }], 0],
    [[pending, { blocking: false }], 0],
  ])('leaves out what is awaited: %#', (checks, code) => {
    expect(
      exitCodeOf({ verdict: 'inconclusive', checks: checks.map(check) }),
    ).toBe(code);
  });
});

describe('renderText', () => {
  it('is readable in 100 columns, whatever reports say', () => {
    const long = 'word '.repeat(60).trim();
    const text = renderText(
      judgement(
        [
          check({
            title: 'A title of a check that somebody wrote in great detail',
            reason: long,
            waiver: { ...waiver, reason: long },
            measurements: [
              {
                id: 'x',
                value: 1,
                unit: 'count',
                source: { file: 'x', format: 'x' },
                detail: { items: [long, 'two'], itemCount: 7 },
              },
            ],
          }),
        ],
        {
          notes: [long],
          problems: [{ file: 'a.xml', code: 'x', message: long }],
        },
      ),
    );
    expect(Math.max(...text.split('\n').map(it => it.length))).toBeLessThan(
      101,
    );
    expect(text).toContain('· and 5 more');
  });

  it('lets no report speak to the CI system', () => {
    const evil = `${'x'.repeat(
      90,
    )} ::error::owned\n::set-env name=A::b ##[group]c`;
    const text = renderText(
      judgement([check({ reason: evil })], {
        problems: [{ file: '::add-mask::a', code: 'x', message: '\u001b[31m' }],
      }),
    );
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toContain('##[');
    expect(text).not.toContain('\u001b');
  });

  it('does not repeat what the numbers say', () => {
    const text = renderText(judgement([check(passed)], { verdict: 'passed' }));
    expect(text).not.toContain('0 meets 0.');
    expect(text).toMatch(/Quality gate ✔ passed$/);
  });

  it.each<[Partial<CheckResult>[], Judgement['verdict'], string]>([
    [[passed], 'passed', '✔ passed'],
    [[{ waiver }, passed], 'passed', '✔ passed, 1 check waived'],
    [[{ waiver }, { waiver }, {}], 'failed', '✖ failed, 2 checks waived'],
    [[pending, pending], 'inconclusive', '… passed so far, 2 checks pending'],
    [
      [pending, { waiver }],
      'inconclusive',
      '… passed so far, 1 check pending, 1 check waived',
    ],
    [[pending, {}], 'failed', '✖ failed'],
  ])('sums up: %#', (checks, verdict, words) => {
    const text = renderText(judgement(checks.map(check), { verdict }));
    expect(text.split('\n').at(-1)).toBe(`Quality gate ${words}`);
  });

  it('ends with the page of the portal', () => {
    expect(
      renderText(judgement([check()], { url: 'https://portal/x' })),
    ).toMatch(/Quality gate ✖ failed\nhttps:\/\/portal\/x$/);
  });
});

describe('renderMarkdown', () => {
  it('shows waivers, and escapes what people and reports write', () => {
    const markdown = renderMarkdown(
      judgement([check({ waiver }), check({ title: 'a|b', ...pending })], {
        url: 'https://portal/x',
        notes: ['Judged <here>.'],
      }),
    );
    expect(markdown).toContain(
      '| ○ waived (failed) | Failed tests | 2 | 0 | 2 is not 0. waived until 2026-12-01 by user:default/haneul: flaky &amp; &lt;known> |',
    );
    expect(markdown).toContain('| … pending | a\\|b | – | 0 |');
    expect(markdown).toContain('Judged &lt;here>.');
    expect(markdown).toContain('[Show in the portal](https://portal/x)');
  });
});

describe('renderJunit', () => {
  it('fails on what decides against the change, and on nothing else', () => {
    const xml = renderJunit(
      judgement([
        check(passed),
        check(),
        check({ verdict: 'error', reasonCode: 'unreadable', value: undefined }),
        check({ verdict: 'inconclusive', reasonCode: 'stale' }),
        check({ waiver }),
        check({ blocking: false }),
        check(pending),
        check({ ...passed, blocking: false }),
      ]),
    );
    expect(xml).toContain(
      '<testsuite name="HEAL7 quality gate (backend)" tests="8" failures="1" errors="2" skipped="3" timestamp="2026-03-01T12:00:00.000Z">',
    );
    expect(xml).toContain(
      '<failure type="above-maximum" message="2 is not 0.">2 (required: 0)</failure>',
    );
    expect(xml).toContain('<error type="stale" message="2 is not 0.">');
    expect(xml).toContain(
      '<skipped message="waived until 2026-12-01 by user:default/haneul: flaky &amp; &lt;known&gt; (failed: 2 is not 0.)"/>',
    );
    expect(xml).toContain('<skipped message="advisory, failed: 2 is not 0."/>');
  });

  it('is well-formed whatever reports say', () => {
    const xml = renderJunit(
      judgement([check({ title: 'a"<\u0000\uFFFE\n', reason: '\uD800&' })]),
    );
    expect(xml).toContain('name="a&quot;&lt; "');
    expect(xml).toContain('message=" &amp;"');
  });
});
