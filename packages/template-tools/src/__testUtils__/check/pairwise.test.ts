import { pairwise } from './pairwise';

describe('pairwise', () => {
  it('puts every two answers together in few rows', () => {
    const dimensions = {
      a: [true, false],
      b: [true, false],
      c: [true, false],
      d: ['x', 'y', 'z'],
      e: [1],
    };
    const rows = pairwise<unknown>(dimensions);
    expect(rows[0]).toEqual({ a: true, b: true, c: true, d: 'x', e: 1 });
    expect(rows.length).toBeLessThanOrEqual(8);
    const names = Object.keys(dimensions) as (keyof typeof dimensions)[];
    for (const one of names) {
      for (const two of names.filter(name => name > one)) {
        for (const i of dimensions[one]) {
          for (const j of dimensions[two]) {
            expect(rows.some(row => row[one] === i && row[two] === j)).toBe(
              true,
            );
          }
        }
      }
    }
    expect(pairwise<unknown>(dimensions)).toEqual(rows);
  });

  it('covers one question, and none', () => {
    expect(pairwise({ a: [1, 2] })).toEqual([{ a: 1 }, { a: 2 }]);
    expect(pairwise({})).toEqual([{}]);
  });
});
