import { numbers } from '../testing';
import { wholeReports } from '../wholeReports';

const whole = (format: string, index = 0) =>
  numbers(wholeReports[format][index]);

describe('results of Lighthouse CI', () => {
  it('tell what failed and the score it was judged by', () => {
    expect(whole('lighthouse-assertions').measured).toMatchObject({
      'lighthouse.performance': 62,
      'findings.error': 1,
      'findings.warning': 0,
    });
  });

  it('count warnings and leave out what passed', () => {
    const assertion = {
      name: 'minScore',
      auditId: 'categories',
      auditProperty: 'seo',
      actual: 1,
      expected: 0.9,
      operator: '>=',
      url: 'http://a',
    };
    const { measured } = numbers([
      { ...assertion, level: 'error', passed: true },
      { ...assertion, level: 'warn', passed: false, actual: null },
    ]);
    expect(measured).toMatchObject({
      'findings.error': 0,
      'findings.warning': 1,
      'lighthouse.seo': 100,
    });
  });
});

describe('yarn audit', () => {
  it('counts an advisory of Yarn 1 once, whatever the number of paths', () => {
    const [report] = wholeReports['yarn-audit'];
    const { measured } = numbers(report.split('\n')[0].concat('\n', report));
    expect(measured).toMatchObject({
      'vulnerabilities.high': 1,
      'vulnerabilities.total': 1,
    });
  });

  it('knows the lines of Yarn 4', () => {
    expect(whole('yarn-audit', 1).measured).toMatchObject({
      'vulnerabilities.medium': 1,
      'vulnerabilities.total': 1,
    });
  });

  it('believes a summary of nothing, and nothing without it', () => {
    const summary = '{"type":"auditSummary","data":{"vulnerabilities":{}}}';
    expect(numbers(summary).measured).toMatchObject({
      'vulnerabilities.total': 0,
    });
    expect(
      numbers('{"type":"error","data":"There was a network error"}\n'),
    ).toMatchObject({ codes: ['no-data'], measured: {} });
    expect(numbers(`${summary}\n{"type"`)).toMatchObject({
      codes: ['malformed'],
      measured: {},
    });
  });
});

describe('PMD CPD', () => {
  it('knows the share of duplicated lines only when there are none', () => {
    expect(whole('pmd-cpd').measured).toEqual({
      'duplication.lines': 0,
      'duplication.blocks': 0,
    });
    expect(whole('pmd-cpd', 1)).toMatchObject({
      codes: ['no-data'],
      measured: { 'duplication.blocks': 1 },
    });
    expect(numbers('<pmd-cpd/>')).toMatchObject({
      codes: ['no-data'],
      measured: {},
    });
  });
});

describe('complexity', () => {
  it('comes from a message of Checkstyle about it', () => {
    expect(whole('checkstyle').measured).toMatchObject({
      'complexity.max': 12,
      'findings.error': 1,
    });
    const { codes, measured } = numbers(
      '<checkstyle><file name="a"><error severity="info" source="x.Style" message="y" line="2"/><error/></file></checkstyle>',
    );
    expect(codes).toEqual(['no-data']);
    expect(measured).toEqual({
      'findings.error': 0,
      'findings.warning': 1,
      'findings.note': 1,
      'findings.total': 2,
    });
  });

  it('comes from the XML of radon', () => {
    expect(whole('radon').measured).toEqual({ 'complexity.max': 7 });
    expect(numbers('<ccm><metric><unit>m</unit></metric></ccm>').codes).toEqual(
      ['malformed'],
    );
  });
});

describe('the last run of SimpleCov', () => {
  it.each([
    [
      '{"result":{"line":91.5,"branch":80}}',
      { 'coverage.lines': 91.5, 'coverage.branches': 80 },
    ],
    ['{"result":{"covered_percent":64}}', { 'coverage.lines': 64 }],
    ['{"result":{"line":101}}', {}],
    ['{"result":{"line":"x"}}', {}],
  ])('%s', (text, measured) => {
    expect(numbers(text)).toMatchObject({ format: 'simplecov', measured });
  });
});

describe('SonarQube', () => {
  it('reads api/resources', () => {
    expect(whole('sonarqube').measured).toEqual({ 'sonar.coverage': 81.2 });
  });

  it('names the commit of the analysis', () => {
    const revision = 'ABCDEF7890123456789012345678901234567890';
    const { result } = numbers({
      taskId: '1',
      status: 'SUCCESS',
      analysedAt: '2026-03-01T10:00:00+0000',
      revision,
      project: { key: 'a' },
      qualityGate: { status: 'OK', conditions: [] },
    });
    expect(result.measurements[0].commit).toBe(revision.toLowerCase());
  });
});

describe('SARIF', () => {
  const run = (revisionId: string) => ({
    tool: { driver: { name: 'a' } },
    versionControlProvenance: [{ repositoryUri: 'https://a', revisionId }],
    results: [],
  });
  const commit = '1234567890123456789012345678901234567890';

  it('names the commit, unless its runs are of several', () => {
    const { result } = numbers({ version: '2.1.0', runs: [run(commit)] });
    expect(result.measurements[0].commit).toBe(commit);
    const { result: mixed } = numbers({
      version: '2.1.0',
      runs: [run(commit), run(commit.replace('1', '2'))],
    });
    expect(mixed.measurements[0].commit).toBeUndefined();
  });
});
