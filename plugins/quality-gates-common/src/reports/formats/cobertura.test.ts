import { values } from '../testing';

describe('Cobertura', () => {
  const lines = (body: string, root = 'line-rate="0.5"') =>
    `<?xml version="1.0"?>
     <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
     <coverage ${root} timestamp="1760000000"><packages><package><classes>${body}</classes></package></packages></coverage>`;
  const half =
    '<class filename="a.py"><methods><method><lines><line number="1" hits="9"/></lines></method></methods><lines><line number="1" hits="9"/><line number="2" hits="0" branch="true" condition-coverage="50% (1/2)"/></lines></class>';

  it('counts what the classes list, once a line', () => {
    const { measured, codes, result } = values(lines(half + half));
    expect(codes).toEqual([]);
    expect(measured['coverage.lines']).toBe('1/2');
    expect(result.measurements[0].generatedAt).toBe('2025-10-09T08:53:20.000Z');
  });

  it('uses lines of methods only where the class lists none', () => {
    const methodsOnly = half.replace(
      /<\/methods>.*<\/class>/,
      '</methods></class>',
    );
    expect(values(lines(methodsOnly, 'line-rate="1"')).measured).toEqual({
      'coverage.lines': '1/1',
    });
  });

  it('takes branches from the total where no line has any', () => {
    const body = half.replace(/ condition-coverage="[^"]*"/, '');
    const root =
      'lines-valid="2" lines-covered="1" branches-valid="4" branches-covered="3"';
    expect(values(lines(body, root)).measured).toEqual({
      'coverage.lines': '1/2',
      'coverage.branches': '3/4',
    });
  });

  it('names a rate that contradicts the lines', () => {
    const { result, codes } = values(lines(half, 'line-rate="0,87"'));
    expect(codes).toEqual(['contradictory']);
    expect(result.measurements[0]).toMatchObject({
      value: 50,
      detail: { reported: { value: 87 } },
    });
  });

  it('gives no number for a report without lines, whatever it claims', () => {
    const { measured, codes, result } = values(
      '<coverage lines-valid="82" lines-covered="63" line-rate="0.76"/>',
    );
    expect({ measured, codes }).toEqual({ measured: {}, codes: ['no-data'] });
    expect(result.problems[0].message).toContain('63 of 82');
  });

  it.each([
    ['no hits', lines('<class><lines><line number="1"/></lines></class>')],
    ['cut off', lines(half).slice(0, -30)],
    ['a foreign entity', lines(half).replace('a.py', '&secret;')],
    ['unclosed elements', lines('<class>')],
    ['extreme nesting', lines('<a>'.repeat(5000))],
  ])('refuses a report with %s', (_, text) => {
    const { codes, measured, format } = values(text);
    expect({ codes, measured, format }).toEqual({
      codes: ['malformed'],
      measured: {},
      format: 'cobertura',
    });
  });

  it('never expands entities of a document', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${lines(
      half.replace('a.py', '&b;'),
    ).replace(/^[\s\S]*?<coverage/, '<coverage')}`;
    expect(values(bomb)).toMatchObject({ codes: ['malformed'], measured: {} });
  });
});
