import { formatProblem } from './formatProblem';

describe('formatProblem', () => {
  it.each([
    ['abc', undefined],
    ['saju-calculator-2', undefined],
    ['a'.repeat(40), undefined],
    ['a'.repeat(41), 'long'],
    ['ab', 'short'],
    ['a-', 'hyphens'],
    ['tea--shop', 'hyphens'],
    ['tea-shop-', 'hyphens'],
    ['-tea', 'begin'],
    ['2tea', 'begin'],
    ['Tea', 'characters'],
    ['tea shop', 'characters'],
    ['tea_shop', 'characters'],
    ['찻집', 'characters'],
    ['tea\nshop', 'characters'],
  ])('%j: %s', (name, problem) => {
    expect(formatProblem(name)).toBe(problem);
  });

  it('accepts what the first step of the templates accepts', () => {
    const accepted = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9]))*$/;
    const names = ['a1b', 'a-b-c', 'abc-', 'a--b', '1ab', 'aB3', 'abc-d1'];
    for (const name of names) {
      expect([name, formatProblem(name) === undefined]).toEqual([
        name,
        accepted.test(name),
      ]);
    }
  });
});
