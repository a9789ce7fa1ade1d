import { numbers } from '../testing';

describe('Bandit', () => {
  const metrics = { _totals: { 'SEVERITY.HIGH': 0, loc: 1 } };
  it('calls HIGH an error, MEDIUM a warning and LOW a note', () => {
    const found = (issue_severity: string) => ({ issue_severity });
    expect(
      numbers({
        metrics,
        errors: [{ filename: 'b.py' }],
        results: ['HIGH', 'MEDIUM', 'LOW', 'LOW', 'UNDEFINED'].map(found),
      }),
    ).toMatchObject({
      measured: {
        'findings.error': 1,
        'findings.warning': 2,
        'findings.note': 2,
        'findings.total': 5,
        'findings.high': 1,
      },
      codes: ['invalid-value'],
    });
  });
  it('reads a clean run', () => {
    expect(numbers({ metrics, results: [] }).measured).toMatchObject({
      'findings.total': 0,
    });
  });
});

describe('Semgrep', () => {
  const found = (severity: string, is_ignored = false) => ({
    check_id: 'a',
    extra: { severity, is_ignored },
  });
  it('counts both kinds of severities, and what is ignored apart', () => {
    expect(
      numbers({
        version: '1',
        errors: [],
        paths: { scanned: ['a'] },
        results: [
          found('ERROR'),
          found('CRITICAL'),
          found('MEDIUM'),
          found('INFO'),
          found('ERROR', true),
        ],
      }).measured,
    ).toMatchObject({
      'findings.error': 2,
      'findings.warning': 1,
      'findings.note': 1,
      'findings.suppressed': 1,
      'findings.critical': 1,
    });
  });
  it('is no clean run when it failed', () => {
    expect(
      numbers({
        results: [],
        errors: [{ level: 'error' }],
        paths: { scanned: [] },
      }),
    ).toMatchObject({ measured: {}, codes: ['no-data'] });
  });
});

describe('Checkov', () => {
  const report = (severity: string | null) => ({
    check_type: 'helm',
    results: {
      failed_checks: [{ check_id: 'CKV_1', severity }],
      skipped_checks: [{}],
      parsing_errors: ['a.yaml'],
    },
  });
  it('counts failed checks of all frameworks', () => {
    expect(numbers([report('LOW'), report(null)])).toMatchObject({
      measured: {
        'findings.error': 1,
        'findings.note': 1,
        'findings.suppressed': 2,
      },
      codes: ['invalid-value'],
    });
  });
  it('says that there was nothing to examine', () => {
    expect(
      numbers({ passed: 0, failed: 0, checkov_version: '3' }),
    ).toMatchObject({ measured: {}, codes: ['no-data'] });
  });
});

describe('ESLint', () => {
  const message = (severity: number, text = 'x', ruleId = 'r') => ({
    ruleId,
    severity,
    message: text,
  });
  const file = (
    messages: object[],
    errorCount: number,
    warningCount: number,
  ) => ({
    filePath: 'a.ts',
    messages,
    errorCount,
    warningCount,
    suppressedMessages: [message(2)],
  });
  const complex = (value: number) =>
    message(
      2,
      `Arrow function has a complexity of ${value}. Maximum allowed is 10.`,
      'complexity',
    );

  it('counts messages and finds the highest complexity', () => {
    const report = file([complex(11), complex(23), message(1)], 2, 1);
    for (const value of [[report], { results: [report], metadata: {} }]) {
      expect(numbers(value)).toMatchObject({
        format: 'eslint',
        measured: {
          'findings.error': 2,
          'findings.warning': 1,
          'findings.total': 3,
          'findings.suppressed': 1,
          'complexity.max': 23,
        },
        codes: [],
      });
    }
  });
  it('has no complexity without a message about it', () => {
    const { measured } = numbers([file([], 0, 0)]);
    expect(measured).toMatchObject({ 'findings.total': 0 });
    expect(measured).not.toHaveProperty(['complexity.max']);
  });
  it('names totals that are not what is listed', () => {
    expect(numbers([file([], 3, 0)]).codes).toEqual(['contradictory']);
  });
  it('refuses a message without severity', () => {
    expect(numbers([file([{ message: 'x' }], 0, 0)]).codes).toEqual([
      'malformed',
    ]);
  });
});

describe('jscpd', () => {
  const report = (total: object) => ({ statistics: { total }, duplicates: [] });
  it('gives duplicated lines of all lines', () => {
    expect(
      numbers(report({ lines: 200, duplicatedLines: 7 })).measured,
    ).toEqual({ 'duplication.lines': 3.5 });
    expect(
      numbers({ statistics: { all: { lines: 10, duplicatedLines: 0 } } })
        .measured,
    ).toEqual({ 'duplication.lines': 0 });
  });
  it.each([
    [{ lines: 0, duplicatedLines: 0 }, 'no-data'],
    [{ lines: 1, duplicatedLines: 2 }, 'malformed'],
    [{ duplicatedLines: 2, percentage: 1 }, 'malformed'],
  ])('makes no number of %j', (total, code) => {
    expect(numbers(report(total))).toMatchObject({
      measured: {},
      codes: [code],
    });
  });
});

describe('radon', () => {
  const block = (type: string, complexity: number, more: object = {}) => ({
    type,
    complexity,
    name: 'f',
    lineno: 1,
    ...more,
  });
  it('looks into classes and closures, not at averages of classes', () => {
    const { measured, codes, result } = numbers({
      'a.py': [
        block('class', 40, { methods: [block('method', 6)] }),
        block('function', 2, { closures: [block('function', 9)] }),
      ],
      'b.py': { error: 'invalid syntax' },
      'c.py': [],
    });
    expect(measured).toEqual({ 'complexity.max': 9 });
    expect(result.measurements[0].detail?.items?.[0]).toBe('9: f (a.py:1)');
    expect(codes).toEqual(['invalid-value']);
  });
  it('makes no number of classes without methods', () => {
    expect(numbers({ 'a.py': [block('class', 4)] }).codes).toEqual(['no-data']);
  });
});

describe('lizard', () => {
  const header =
    'NLOC,CCN,token,PARAM,length,location,file,function,long_name,start,end\n';
  const table = '  NLOC    CCN   token  PARAM  length  location  \n-----\n';
  it.each([
    `${header}9,14,60,2,12,"f@1-12@a.ts","a.ts","f","f( a )",1,12\n`,
    '9,14,60,2,12,"f@1-12@a.ts","a.ts","f","f( a, b )",1,12\n3,2,1,1,3,"g@1-2@a.ts","a.ts","g","g",1,2\n',
    `${table}   9  14  60  2  12 f@1-12@a.ts\n1 file analyzed.\n====\nNLOC    Avg.NLOC\n   99  99.0   99  99   99  a.ts\n`,
    '<cppncss><measure type="Function"><labels><label>NCSS</label><label>CCN</label></labels><item name="f"><value>9</value><value>14</value></item></measure><measure type="File"><labels><label>CCN</label></labels><item name="a"><value>99</value></item></measure></cppncss>',
  ])('finds the highest number of a function in %j', text => {
    expect(numbers(text)).toMatchObject({
      format: 'lizard',
      measured: { 'complexity.max': 14 },
      codes: [],
    });
  });
  it.each([
    [header, 'no-data'],
    [`${header}9,x`, 'malformed'],
    [table, 'no-data'],
  ])('makes no number of %j', (text, code) => {
    expect(numbers(text)).toMatchObject({ measured: {}, codes: [code] });
  });
});
