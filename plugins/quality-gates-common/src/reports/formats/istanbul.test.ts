import { values } from '../testing';

describe('istanbul', () => {
  const part = (covered: number, total: number) => ({
    covered,
    total,
    skipped: 0,
    pct: 100,
  });
  const summary = (lines: object, branches: object) => ({
    lines,
    statements: lines,
    functions: lines,
    branches,
  });

  it('counts the files of a summary and does not believe 100 % of nothing', () => {
    const content = JSON.stringify({
      total: summary(part(3, 4), part(0, 0)),
      'a.ts': summary(part(1, 2), part(0, 0)),
      'b.ts': summary(part(2, 2), part(0, 0)),
    });
    expect(values(content)).toMatchObject({
      format: 'istanbul-summary',
      codes: [],
      measured: {
        'coverage.lines': '3/4',
        'coverage.statements': '3/4',
        'coverage.functions': '3/4',
      },
    });
  });

  it('names a total that contradicts the files', () => {
    const content = JSON.stringify({
      total: summary(part(4, 4), part(0, 0)),
      'a.ts': summary(part(1, 4), part(0, 0)),
    });
    const { codes, result } = values(content);
    expect(codes).toEqual(['contradictory', 'contradictory', 'contradictory']);
    expect(result.measurements[0]).toMatchObject({ value: 25 });
  });

  it('counts a line as hit when any statement on it was', () => {
    const at = (line: number) => ({ start: { line, column: 0 } });
    const content = JSON.stringify({
      'a.ts': {
        path: 'a.ts',
        statementMap: { 0: at(1), 1: at(1), 2: at(2) },
        s: { 0: 0, 1: 4, 2: 0 },
        fnMap: {},
        f: { 0: 1 },
        branchMap: {},
        b: { 0: [0, 2] },
      },
    });
    expect(values(content)).toMatchObject({
      format: 'istanbul-final',
      measured: {
        'coverage.lines': '1/2',
        'coverage.statements': '1/3',
        'coverage.functions': '1/1',
        'coverage.branches': '1/2',
      },
    });
  });

  it('says which report a broken file was', () => {
    expect(values('{"a.ts": {"path": "a.ts", "statementMap": {')).toMatchObject(
      {
        format: 'istanbul-final',
        codes: ['malformed'],
      },
    );
  });

  it('refuses a summary without counts', () => {
    const content = JSON.stringify({ total: { lines: { pct: 90 } } });
    expect(values(content)).toMatchObject({
      codes: ['malformed'],
      measured: {},
    });
  });
});
