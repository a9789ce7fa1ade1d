import { values } from '../testing';

const metrics = (covered: number, total: number) =>
  `<metrics statements="${total}" coveredstatements="${covered}" conditionals="4" coveredconditionals="1" methods="2" coveredmethods="2"/>`;

describe('Clover', () => {
  it('counts lines of statements and conditions, and the metrics of the files', () => {
    const { measured, codes, format } = values(
      `<coverage generated="1700000000"><project>${metrics(
        2,
        3,
      )}<file name="a.php">${metrics(2, 3)}
        <line num="1" type="method" count="9"/>
        <line num="2" type="stmt" count="1"/>
        <line num="2" type="stmt" count="0"/>
        <line num="3" type="cond" truecount="1" falsecount="0"/>
        <line num="4" type="cond" count="0" truecount="2" falsecount="0"/>
      </file></project>
      <testproject><file name="t"><line num="1" type="stmt" count="1"/></file></testproject></coverage>`,
    );
    expect(format).toBe('clover');
    expect(measured).toEqual({
      'coverage.lines': '2/3',
      'coverage.statements': '2/3',
      'coverage.branches': '1/4',
      'coverage.functions': '2/2',
    });
    expect(codes).toEqual([]);
  });

  it('names a total of the project that its files do not add up to', () => {
    const { measured, codes } = values(
      `<coverage clover="3.2.0"><project>${metrics(
        9,
        9,
      )}<package><file path="a.js">${metrics(
        1,
        2,
      )}<line num="1" type="stmt" count="1"/><line num="2" type="stmt" count="0"/></file></package></project></coverage>`,
    );
    expect(measured['coverage.lines']).toBe('1/2');
    // Of the lines and of the statements.
    expect(codes).toEqual(['contradictory', 'contradictory']);
  });

  it('shows a total behind which nothing is listed, with a remark', () => {
    const { measured, codes, result } = values(
      '<coverage clover="3.2.0"><project><metrics conditionals="24" coveredconditionals="18"/><file path="a.js"><metrics conditionals="0" coveredconditionals="0"/><line num="1" type="stmt" count="1"/></file></project></coverage>',
    );
    expect(measured['coverage.branches']).toBe('18/24');
    expect(codes).toEqual(['contradictory']);
    expect(result.problems[0].message).toContain('but it lists none');
  });

  it('names the statements of one-line methods, which PHPUnit does not list', () => {
    const { measured, codes, result } = values(
      `<coverage generated="1"><project>${metrics(
        1,
        2,
      )}<file name="a.php">${metrics(
        1,
        2,
      )}<line num="3" type="method" count="0"/><line num="9" type="stmt" count="1"/></file></project></coverage>`,
    );
    expect(measured['coverage.lines']).toBe('1/1');
    expect(codes).toEqual(['contradictory']);
    expect(result.measurements[0].detail?.reported).toEqual({
      value: 50,
      covered: 1,
      total: 2,
    });
  });

  it.each([
    ['<line num="x" type="stmt" count="1"/>', 'malformed'],
    ['<line num="1" type="stmt"/>', 'malformed'],
    ['<metrics statements="1" coveredstatements="2"/>', 'malformed'],
    ['', 'no-data'],
  ])('makes no number of %s', (content, code) => {
    expect(
      values(
        `<coverage generated="1"><project><file name="a">${content}</file></project></coverage>`,
      ),
    ).toMatchObject({ measured: {}, codes: [code] });
  });
});
