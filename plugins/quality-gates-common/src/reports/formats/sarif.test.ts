import { numbers } from '../testing';

const run = (results: unknown, tool: object = { driver: { name: 'T' } }) => ({
  tool,
  results,
});
const file = (...runs: unknown[]) => ({ version: '2.1.0', runs });
const findings = (error: number, warning: number, note: number) => ({
  'findings.error': error,
  'findings.warning': warning,
  'findings.note': note,
  'findings.total': error + warning + note,
});

describe('SARIF', () => {
  it('takes the level of the result, the override, the rule, and warning, in this order', () => {
    const tool = {
      driver: {
        name: 'T',
        rules: [
          { id: 'A', defaultConfiguration: { level: 'error' } },
          { id: 'B', defaultConfiguration: { level: 'error' } },
          { id: 'C' },
        ],
      },
      extensions: [
        { rules: [{ id: 'E', defaultConfiguration: { level: 'note' } }] },
      ],
    };
    const { measured } = numbers(
      file({
        tool,
        invocations: [
          {
            executionSuccessful: true,
            ruleConfigurationOverrides: [
              { descriptor: { id: 'B' }, configuration: { level: 'note' } },
            ],
          },
        ],
        results: [
          { ruleId: 'A', level: 'note' },
          { ruleId: 'A/sub' },
          { ruleIndex: 0 },
          { ruleId: 'B' },
          { ruleId: 'C' },
          { rule: { index: 0, toolComponent: { index: 0 } } },
          { ruleId: 'unheard of' },
          { ruleId: 'A', kind: 'pass' },
          { ruleId: 'A', level: 'none' },
        ],
      }),
    );
    expect(measured).toEqual(findings(2, 2, 3));
  });

  it('counts what is suppressed apart, but not what is under review or rejected', () => {
    const { measured } = numbers(
      file(
        run([
          { suppressions: [{ kind: 'inSource' }] },
          { suppressions: [{ kind: 'external', status: 'accepted' }] },
          { suppressions: [{ kind: 'external', status: 'underReview' }] },
          { suppressions: [] },
          { baselineState: 'absent' },
        ]),
      ),
    );
    expect(measured).toEqual({
      ...findings(0, 2, 0),
      'findings.suppressed': 2,
    });
  });

  it('grades the vulnerabilities of a scanner by security-severity', () => {
    const rule = (id: string, score: string, ...tags: string[]) => ({
      id,
      properties: { 'security-severity': score, tags },
    });
    const { measured, result } = numbers(
      file(
        run(
          [{ ruleId: 'a' }, { ruleId: 'b' }, { ruleId: 'c' }, { ruleId: 'd' }],
          {
            driver: {
              name: 'Trivy',
              version: '0.60',
              rules: [
                rule('a', '9.0'),
                rule('b', '8.9'),
                rule('c', '3.9'),
                rule('d', '8.0', 'misconfiguration'),
              ],
            },
          },
        ),
      ),
    );
    expect(measured).toMatchObject({
      'findings.total': 4,
      'vulnerabilities.critical': 1,
      'vulnerabilities.high': 1,
      'vulnerabilities.low': 1,
      'vulnerabilities.total': 3,
    });
    expect(result.measurements[0].source).toMatchObject({
      tool: 'Trivy',
      toolVersion: '0.60',
    });
  });

  it('counts what any tool scores by security-severity as a vulnerability, and nothing else of it', () => {
    const scored = (id: string, score: unknown) => ({
      id,
      properties: { 'security-severity': score },
    });
    const rules = [
      scored('injection', '9.8'),
      scored('weak', 4),
      { id: 'odd' },
    ];
    const { measured } = numbers(
      file(
        run(
          [
            { ruleId: 'injection', level: 'error' },
            { ruleId: 'weak' },
            { ruleId: 'odd', level: 'note' },
            { ruleId: 'injection', suppressions: [{ kind: 'inSource' }] },
          ],
          { driver: { name: 'CodeQL', rules } },
        ),
      ),
    );
    expect(measured).toMatchObject({
      ...findings(1, 1, 1),
      'findings.suppressed': 1,
      'vulnerabilities.critical': 1,
      'vulnerabilities.high': 0,
      'vulnerabilities.medium': 1,
      'vulnerabilities.total': 2,
      'vulnerabilities.suppressed': 1,
    });
    const driver = { name: 'CodeQL', rules };
    expect(numbers(file(run([], { driver }))).measured).toMatchObject({
      'vulnerabilities.total': 0,
    });
  });

  it('has no vulnerabilities for a linter, and none but zeros for a clean scanner', () => {
    expect(numbers(file(run([]))).measured).toEqual(findings(0, 0, 0));
    expect(
      numbers(file(run([], { driver: { name: 'Grype' } }))).measured,
    ).toMatchObject({ 'vulnerabilities.total': 0, 'vulnerabilities.high': 0 });
    const ungraded = numbers(file(run([{ ruleId: 'CVE-2026-1' }]))).measured;
    expect(ungraded['vulnerabilities.unknown']).toBe(1);
    // A tool that grades nothing does not say that nothing is high.
    expect(ungraded).not.toHaveProperty(['vulnerabilities.high']);
  });

  it.each([
    [{ version: '1.0.0', runs: [run([])] }, 'malformed'],
    [file(), 'no-data'],
    [{ version: '2.1.0', runs: null }, 'no-data'],
    [file({ tool: {} }), 'no-data'],
    [file({ tool: {}, results: null }), 'no-data'],
    [
      file({ ...run([]), invocations: [{ executionSuccessful: false }] }),
      'no-data',
    ],
    [
      file({ ...run([]), externalPropertyFileReferences: { results: [{}] } }),
      'no-data',
    ],
    [file(run({})), 'malformed'],
    [file(run([1])), 'malformed'],
  ])('makes no number of %j', (value, code) => {
    expect(numbers(value)).toMatchObject({
      format: 'sarif',
      measured: {},
      codes: [code],
    });
  });
});
