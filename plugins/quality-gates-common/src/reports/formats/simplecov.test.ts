import { values } from '../testing';

const read = (value: unknown) => values(JSON.stringify(value));

describe('SimpleCov', () => {
  it('merges suites as SimpleCov does', () => {
    const { measured, result } = read({
      RSpec: {
        coverage: { 'a.rb': { lines: [1, 0, null, 0, null] } },
        timestamp: 1_700_000_100,
      },
      Cucumber: {
        coverage: { 'a.rb': { lines: [0, 2, null, null, 3] }, 'b.rb': [0] },
        timestamp: 1_700_000_000,
      },
    });
    expect(measured).toEqual({ 'coverage.lines': '3/4' });
    expect(result.measurements[0].generatedAt).toBe('2023-11-14T22:13:20.000Z');
  });

  it('counts branches and methods of a result set, and leaves out what is ignored', () => {
    const { measured } = read({
      RSpec: {
        coverage: {
          'a.rb': {
            lines: [1, 'ignored'],
            branches: { '[:if, 0]': { '[:then, 1]': 2, '[:else, 2]': 0 } },
            methods: { '["A", :b]': 1, '["A", :c]': 0, '["A", :d]': 0 },
          },
        },
      },
    });
    expect(measured).toEqual({
      'coverage.lines': '1/1',
      'coverage.branches': '1/2',
      'coverage.functions': '1/3',
    });
  });

  it('reads the JSON formatters', () => {
    expect(
      read({
        meta: { simplecov_version: '0.22.0' },
        coverage: {
          'a.rb': { lines: [1, 0], branches: [{ coverage: 0 }] },
        },
      }).measured,
    ).toEqual({ 'coverage.lines': '1/2', 'coverage.branches': '0/1' });
    expect(
      read({
        timestamp: 1_700_000_000,
        files: [{ filename: 'a.rb', coverage: [1, null, 0] }],
        metrics: { covered_percent: 50 },
      }).measured,
    ).toEqual({ 'coverage.lines': '1/2' });
  });

  it('takes totals beside the files for no summary of istanbul', () => {
    const result = values(
      JSON.stringify({
        meta: { simplecov_version: '1.0.0' },
        total: { lines: { covered: 9, total: 9 } },
        coverage: { 'a.rb': { lines: [1, 0] } },
      }),
    );
    expect(result).toMatchObject({
      format: 'simplecov',
      measured: { 'coverage.lines': '1/2' },
    });
  });

  it.each([
    [{ RSpec: { coverage: { 'a.rb': [null] } } }, 'no-data'],
    [{ RSpec: { coverage: { 'a.rb': ['x'] } } }, 'malformed'],
    [{ RSpec: { coverage: { 'a.rb': [-1] } } }, 'malformed'],
    [{ RSpec: { coverage: 1 } }, 'not-recognised'],
  ])('makes no number of %j', (value, code) => {
    expect(read(value)).toMatchObject({ measured: {}, codes: [code] });
  });
});
