import { HitTable } from './HitTable';
import { LineTable } from './LineTable';

describe('LineTable', () => {
  it('counts a line once, and as hit if any listing was hit', () => {
    const table = new LineTable();
    for (const [file, line, hit] of [
      ['a', 1, false],
      ['b', 1, false],
      ['a', 1, true],
      ['a', 1, false],
      ['a', 20_000_000, true],
      ['a', 0, false],
      ['b', 31, true],
      ['b', 32, true],
    ] as const) {
      expect(table.add(file, line, hit)).toBe(true);
    }
    expect([table.covered, table.total]).toEqual([4, 6]);
  });

  it('refuses what is no line', () => {
    const table = new LineTable();
    for (const line of [-1, 1.5, 20_000_001, NaN, Infinity]) {
      expect(table.add('a', line, true)).toBe(false);
    }
    expect(table.total).toBe(0);
  });

  it('takes little memory for high line numbers in many files', () => {
    const before = process.memoryUsage().arrayBuffers;
    const table = new LineTable();
    for (let file = 0; file < 1000; file += 1) {
      table.add(`file${file}`, 20_000_000 - file, true);
    }
    expect(table.total).toBe(1000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2e6);
  });
});

describe('HitTable', () => {
  it('remembers files that come again, in any order and however often', () => {
    const table = new HitTable();
    for (let round = 0; round < 30; round += 1) {
      for (const file of ['a', 'b', 'c']) {
        table.add(file, 'x', round === 20 && file === 'b');
        table.add(file, `only ${round % 10}`, false);
      }
    }
    expect([table.covered, table.total]).toEqual([1, 33]);
  });

  it('tells a file without names from one that has some', () => {
    const table = new HitTable();
    table.add('a', '', true);
    table.add('b', 'x', true);
    table.add('a', '', false);
    expect([table.covered, table.total]).toEqual([2, 2]);
  });
});
