import { numbers, values } from './testing';
import { wholeReports } from './wholeReports';

/** The report in pieces of one character, as the worst reader would give it. */
function* characters(text: string): Iterable<string> {
  for (let index = 0; index < text.length; index += 1) yield text[index];
}

describe('any report', () => {
  const reports = Object.entries(wholeReports).flatMap(([format, all]) =>
    all.map(report => ({ format, report })),
  );

  it.each(reports)('$format is the same in small pieces', ({ report }) => {
    expect(values(characters(report)).result).toEqual(values(report).result);
  });

  it.each(reports)('$format may begin with a byte order mark', ({ report }) => {
    expect(values(`\ufeff${report}`).result).toEqual(values(report).result);
  });
});

describe('XML', () => {
  const junit = (begin: string, name: string) =>
    `<?xml version="1.0"?>${begin}<testsuite><testcase name="${name}" time="1"/></testsuite>`;

  it('fetches no entity and expands none', () => {
    for (const declared of [
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
      '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>',
      '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://localhost/b.dtd"> %b;]>',
    ]) {
      expect(numbers(junit(declared, '&b;'))).toMatchObject({
        codes: ['malformed'],
        measured: {},
      });
    }
  });

  it('may name a document type', () => {
    const type =
      '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">';
    expect(numbers(junit(type, 'a')).measured).toMatchObject({
      'tests.total': 1,
    });
  });

  it('is not nested without end', () => {
    expect(
      numbers(`<testsuites>${'<testsuite>'.repeat(100_000)}`),
    ).toMatchObject({ codes: ['malformed'], measured: {} });
  });
});

describe('numbers that no report has', () => {
  it.each(['1e999', '-1', '9'.repeat(400), '0x10', '1_000'])(
    '%s is no count of lines',
    count => {
      expect(numbers(`SF:a\nDA:1,${count}\nend_of_record\n`).measured).toEqual(
        {},
      );
      expect(
        numbers(`{"total":{"lines":{"total":${count},"covered":0}}}`).measured,
      ).toEqual({});
    },
  );
});

describe('characters that no report has', () => {
  it('NUL is no part of JSON, XML or a record', () => {
    expect(numbers('{"runs"\u0000:[]}').codes).toEqual(['malformed']);
    expect(numbers('<testsuite>\u0000</testsuite>').codes).toEqual([
      'malformed',
    ]);
    expect(numbers('SF:a\nDA:1\u0000,1\nend_of_record\n').codes).toEqual([
      'malformed',
    ]);
    expect(numbers('\u0000\u0000\u0000').codes).toEqual(['not-recognised']);
  });
});

describe('many of a kind', () => {
  const many = 12_000;
  const list = <T>(make: (index: number) => T) =>
    Array.from({ length: many }, (_, index) => make(index));

  it('are all counted by Trivy', () => {
    const { measured, result } = numbers({
      SchemaVersion: 2,
      ArtifactName: 'a',
      Results: [
        {
          Target: 'a',
          Vulnerabilities: list(index => ({
            VulnerabilityID: `CVE-${index}`,
            Severity: index % 3 ? 'HIGH' : 'LOW',
          })),
        },
      ],
    });
    expect(measured).toMatchObject({
      'vulnerabilities.high': 8000,
      'vulnerabilities.low': 4000,
      'vulnerabilities.total': many,
    });
    expect(
      result.measurements
        .find(it => it.id === 'vulnerabilities.low')
        ?.detail?.items?.map(item => item.split(' ')[0]),
    ).toEqual(['CVE-0', 'CVE-3', 'CVE-6', 'CVE-9', 'CVE-12']);
  });

  it('are all counted in SARIF, whatever the number of rules', () => {
    const { measured } = numbers({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'a',
              rules: list(index => ({
                id: `r${index}`,
                defaultConfiguration: { level: index % 2 ? 'error' : 'note' },
              })),
            },
          },
          results: [...list(ruleIndex => ({ ruleIndex })), { level: 'error' }],
        },
      ],
    });
    expect(measured).toMatchObject({
      'findings.error': 6001,
      'findings.note': 6000,
    });
  });

  it('are all counted by ESLint, with the worst function', () => {
    const { measured } = numbers([
      {
        filePath: 'a.ts',
        errorCount: many,
        warningCount: 0,
        messages: list(index => ({
          ruleId: 'complexity',
          severity: 2,
          message: `Function has a complexity of ${index}. Maximum allowed is 10.`,
        })),
      },
    ]);
    expect(measured).toMatchObject({
      'findings.error': many,
      'complexity.max': many - 1,
    });
  });
});
