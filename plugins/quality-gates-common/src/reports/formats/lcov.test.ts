import { isUnderstood } from '../isUnderstood';
import { values } from '../testing';

describe('lcov', () => {
  const report = [
    'TN:',
    'SF:src/a.ts',
    'FN:1,run',
    'FN:9,constructor',
    'FN:20,constructor',
    'FNDA:2,run',
    'FNDA:0,constructor',
    'FNDA:1,constructor',
    'DA:1,2',
    'DA:2,0',
    'DA:3,1,checksum',
    'BRDA:2,0,0,-',
    'BRDA:2,0,1,3',
    'LF:3',
    'LH:2',
    'end_of_record',
    '',
  ].join('\n');

  it('counts lines, branches and functions, also where names repeat', () => {
    expect(values(report)).toMatchObject({
      format: 'lcov',
      codes: [],
      measured: {
        'coverage.lines': '2/3',
        'coverage.branches': '1/2',
        'coverage.functions': '2/3',
      },
    });
  });

  it('gives the same whatever the pieces and line ends are', () => {
    const whole = values(report).measured;
    expect(values([...report]).measured).toEqual(whole);
    expect(values(report.replace(/\n/g, '\r\n')).measured).toEqual(whole);
    expect(values(`\uFEFF\n${report}`).measured).toEqual(whole);
  });

  it('merges a file that several tests list', () => {
    const other = 'TN:b\nSF:src/a.ts\nDA:2,7\nDA:3,0\nend_of_record\n';
    expect(values(report + other).measured['coverage.lines']).toBe('3/3');
  });

  it('reads the functions of LCOV 2', () => {
    const two =
      'SF:a.c\nFNL:0,1,5\nFNA:0,3,main\nFNL:1,8,9\nFNA:1,0,help\nDA:1,3\nend_of_record\n';
    expect(values(two).measured['coverage.functions']).toBe('1/2');
  });

  it('counts a function of LCOV 2 once or once a name, as the file does', () => {
    const two = (found: number) =>
      `SF:a.c\nFNL:0,1,5\nFNA:0,3,a<int>\nFNA:0,0,a<char>\nFNF:${found}\nFNH:1\nDA:1,3\nend_of_record\n`;
    expect(values(two(1))).toMatchObject({
      codes: [],
      measured: { 'coverage.functions': '1/1' },
    });
    expect(values(two(2))).toMatchObject({
      codes: [],
      measured: { 'coverage.functions': '1/2' },
    });
  });

  it('counts a function without a line once', () => {
    expect(
      values('SF:a\nFN:-1,curried\nFNDA:1,curried\nDA:1,1\nend_of_record\n')
        .measured['coverage.functions'],
    ).toBe('1/1');
  });

  it('reads records that never end, and says so', () => {
    expect(values('SF:a\nDA:3,0\nDA:4,1\nSF:b\nDA:1,1\n')).toMatchObject({
      codes: ['invalid-value'],
      measured: { 'coverage.lines': '2/3' },
    });
  });

  it('leaves out what a script left after the records, and says so', () => {
    expect(values(`${report}EOF\n`)).toMatchObject({
      codes: ['invalid-value'],
      measured: { 'coverage.lines': '2/3' },
    });
  });

  it('keeps and names a total that contradicts the lines', () => {
    const { codes, result } = values(report.replace('LH:2', 'LH:3'));
    expect(codes).toEqual(['contradictory']);
    expect(result.problems[0].message).toContain('3 of 3 (100 %)');
    expect(result.problems[0].message).toContain('2 of 3 (66.66 %)');
    expect(result.measurements[0].detail?.reported).toEqual({
      value: 100,
      covered: 3,
      total: 3,
    });
    expect(isUnderstood(result)).toBe(true);
  });

  it.each([
    ['cut off', report.slice(0, -20)],
    ['a line before its file', 'DA:1,1\nSF:a\nend_of_record\n'],
    ['hits that are no number', 'SF:a\nDA:1,many\nend_of_record\n'],
    ['an absurd line number', 'SF:a\nDA:99999999999,1\nend_of_record\n'],
    ['one record that does not end', `${report}SF:b\nDA:1,1\n`],
    ['one record that does not end before others', `SF:b\nDA:1,1\n${report}`],
    ['prose before its records', `TN:\nhello\n${report}`],
    ['prose', 'SF:a\nhello\nend_of_record\n'],
    ['an endless line', `SF:${'a'.repeat(2_000_000)}`],
  ])('refuses a report with %s, and reads no number from it', (_, text) => {
    const { codes, measured, format, result } = values(text);
    expect({ codes, measured, format }).toEqual({
      codes: ['malformed'],
      measured: {},
      format: 'lcov',
    });
    expect(isUnderstood(result)).toBe(false);
  });

  it('knows no data from 0 %', () => {
    expect(values('SF:a\nend_of_record\n')).toMatchObject({
      codes: ['no-data'],
      measured: {},
    });
    expect(values('SF:a\nDA:1,0\nend_of_record\n').result.measurements).toEqual(
      [expect.objectContaining({ id: 'coverage.lines', value: 0 })],
    );
  });
});
