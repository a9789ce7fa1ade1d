import { numbers } from '../testing';

const lhr = (categories: object, more: object = {}) => ({
  lighthouseVersion: '12.1.0',
  finalUrl: 'http://a/',
  fetchTime: '2026-03-01T10:00:00.000Z',
  categories,
  ...more,
});
const performance = (score: number | null) => ({ performance: { score } });

describe('Lighthouse', () => {
  const page = lhr({ ...performance(0.29), 'best-practices': { score: 1 } });
  it.each([
    page,
    { lhr: page },
    { kind: 'pagespeedonline#result', lighthouseResult: page },
    [page],
    {
      lighthouseVersion: '2.9.4',
      reportCategories: [
        { id: 'performance', score: 29 },
        { id: 'best-practices', score: 100 },
      ],
    },
  ])('reads scores from 0 to 100, however the result is wrapped', value => {
    expect(numbers(value)).toMatchObject({
      format: 'lighthouse',
      measured: {
        'lighthouse.performance': 29,
        'lighthouse.best-practices': 100,
      },
      codes: [],
    });
  });

  it('takes the lowest of several pages and says which', () => {
    const { measured, result } = numbers({
      name: 'flow',
      steps: [
        { lhr: lhr(performance(0.9)) },
        { lhr: lhr(performance(0.45)) },
        { lhr: lhr({ accessibility: { score: 0.905 } }) },
      ],
    });
    expect(measured).toEqual({
      'lighthouse.performance': 45,
      // Not rounded: a limit may lie between.
      'lighthouse.accessibility': 90.5,
    });
    expect(result.measurements[0].detail?.itemCount).toBe(2);
  });

  it('takes the representative runs of a Lighthouse CI manifest', () => {
    const entry = (isRepresentativeRun: boolean, performanceScore: number) => ({
      url: 'http://a',
      isRepresentativeRun,
      jsonPath: 'a.json',
      summary: { performance: performanceScore },
    });
    expect(numbers([entry(false, 0.2), entry(true, 0.8)]).measured).toEqual({
      'lighthouse.performance': 80,
    });
  });

  it('knows that a snapshot says nothing about performance', () => {
    const category = (score: number, ...weights: number[]) => ({
      score,
      auditRefs: weights.map(weight => ({ id: 'a', weight })),
    });
    const snapshot = lhr(
      { performance: category(0, 0, 0), seo: category(0.6, 0, 1) },
      { gatherMode: 'snapshot' },
    );
    const navigation = lhr({ performance: category(0.9, 10) });
    expect(
      numbers({ steps: [{ lhr: snapshot }, { lhr: navigation }] }),
    ).toMatchObject({
      measured: { 'lighthouse.performance': 90, 'lighthouse.seo': 60 },
      codes: [],
    });
  });

  it.each([
    [
      lhr({
        performance: { score: 0, auditRefs: [{ weight: 0 }] },
        seo: { score: 0.5 },
      }),
      'invalid-value',
    ],
    [lhr({ ...performance(null), seo: { score: 0.5 } }), 'invalid-value'],
    [lhr({ ...performance(1.5), seo: { score: 0.5 } }), 'invalid-value'],
  ])('leaves out a score that is none', (value, code) => {
    expect(numbers(value)).toMatchObject({
      measured: { 'lighthouse.seo': 50 },
      codes: [code],
    });
  });

  it.each([
    lhr(performance(0), { runtimeError: { code: 'NO_FCP', message: 'x' } }),
    lhr({}),
    { kind: 'pagespeedonline#result', ruleGroups: { SPEED: { score: 90 } } },
  ])('makes no number of a page that could not be judged', value => {
    const { measured, codes } = numbers(value);
    expect(measured).toEqual({});
    expect(codes).toContain('no-data');
  });

  it('reads a page whose error is none', () => {
    const fine = lhr(performance(1), { runtimeError: { code: 'NO_ERROR' } });
    expect(numbers(fine).codes).toEqual([]);
  });
});

describe('axe', () => {
  const rule = (impact: string | null) => ({
    id: 'a',
    impact,
    helpUrl: 'http://b',
    nodes: [{}, {}],
  });
  const page = (violations: object[]) => ({
    testEngine: { name: 'axe-core', version: '4.10' },
    violations,
    passes: [],
    incomplete: [rule('serious')],
  });
  it('counts a rule once, whatever the number of its elements, also where all rules are listed', () => {
    const rules = [
      {
        id: 'a',
        result: 'failed',
        impact: 'serious',
        violations: [{}, {}],
        passes: [],
        incomplete: [{}],
      },
      {
        id: 'b',
        result: 'cantTell',
        impact: 'minor',
        violations: [],
        passes: [{}],
        incomplete: [{}],
      },
      {
        id: 'c',
        result: 'inapplicable',
        violations: [],
        passes: [],
        incomplete: [],
      },
    ];
    const env = {
      testEngine: { name: 'axe-core', version: '4.14' },
      url: 'http://a',
    };
    for (const report of [rules, { raw: rules, env }]) {
      expect(numbers(report)).toMatchObject({
        format: 'axe',
        measured: {
          'accessibility.violations': 1,
          'accessibility.serious': 1,
          'accessibility.incomplete': 1,
        },
      });
    }
  });

  it('counts rules by impact over all pages', () => {
    expect(
      numbers([
        page([rule('serious'), rule('critical')]),
        page([rule('minor')]),
      ]).measured,
    ).toEqual({
      'accessibility.violations': 3,
      'accessibility.serious': 1,
      'accessibility.critical': 1,
      'accessibility.minor': 1,
      'accessibility.incomplete': 2,
    });
  });
  it('reads a clean page, and the violations alone', () => {
    expect(
      numbers({
        violations: [],
        passes: [],
        incomplete: [],
        inapplicable: [],
      }).measured,
    ).toEqual({
      'accessibility.violations': 0,
      'accessibility.serious': 0,
      'accessibility.critical': 0,
    });
    expect(numbers([rule('serious')]).measured).toMatchObject({
      'accessibility.serious': 1,
    });
    expect(numbers({ violations: [], passes: [] }).codes).toEqual([
      'not-recognised',
    ]);
  });
});

describe('pa11y', () => {
  const issue = (type: string, more: object = {}) => ({
    code: 'WCAG2AA.1',
    type,
    message: 'x',
    selector: 'a',
    ...more,
  });
  const byAxe = { runner: 'axe', runnerExtras: { impact: 'moderate' } };

  it('counts what axe could not decide apart', () => {
    const one = (needsFurtherReview: boolean) => ({
      code: 'bypass',
      type: 'error',
      message: 'x',
      selector: 'a',
      runner: 'axe',
      runnerExtras: { impact: 'serious', needsFurtherReview },
    });
    expect(numbers([one(true), one(false)]).measured).toEqual({
      'accessibility.violations': 1,
      'accessibility.serious': 1,
      'accessibility.critical': 0,
      'accessibility.incomplete': 1,
    });
  });

  it('counts errors, and everything that axe finds; questions apart', () => {
    expect(
      numbers([
        issue('error'),
        issue('warning'),
        issue('notice'),
        issue('warning', byAxe),
      ]).measured,
    ).toEqual({
      'accessibility.violations': 2,
      'accessibility.serious': 0,
      'accessibility.critical': 0,
      'accessibility.moderate': 1,
      'accessibility.warnings': 1,
      'accessibility.notices': 1,
    });
  });
  it('does not say how many are serious where nothing does', () => {
    expect(
      numbers({
        documentTitle: 'A',
        pageUrl: 'http://a',
        issues: [issue('error')],
      }).measured,
    ).toEqual({ 'accessibility.violations': 1 });
  });
  it('names pages that could not be loaded', () => {
    const failed = [{ message: 'net::ERR_CONNECTION_REFUSED' }];
    const report = (results: object) => ({
      total: 2,
      passes: 1,
      errors: 1,
      results,
    });
    expect(
      numbers(report({ 'http://a': [], 'http://b': failed })),
    ).toMatchObject({
      measured: { 'accessibility.violations': 0 },
      codes: ['no-data'],
    });
    expect(numbers(report({ 'http://b': failed })).measured).toEqual({});
    expect(numbers(report({})).measured).toEqual({});
  });
});
