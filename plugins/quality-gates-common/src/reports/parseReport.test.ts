import { reportFormats } from './reportFormats';
import { values } from './testing';
import { wholeReports } from './wholeReports';

describe('a file that is no known report', () => {
  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['null', 'not-recognised'],
    ['42', 'not-recognised'],
    ['{"branches": 78.4, "coverage": 90}', 'not-recognised'],
    ['[]', 'not-recognised'],
    ['<html><body/></html>', 'not-recognised'],
    ['<coverage generated="1" clover="4"/>', 'no-data'],
    ['{"results": []}', 'not-recognised'],
    ['{"containerimage.digest": "sha256:1"}', 'no-data'],
    ['hello', 'not-recognised'],
    ['<<<', 'malformed'],
    ['{', 'malformed'],
  ])('%j is %s, and no number', (text, code) => {
    expect(values(text)).toMatchObject({ codes: [code], measured: {} });
  });

  it('survives a source that breaks', () => {
    function* broken(): Iterable<string> {
      yield 'SF:a\n';
      throw new Error('disk');
    }
    expect(values(broken())).toMatchObject({
      codes: ['unreadable'],
      measured: {},
    });
  });

  it.each(
    Object.entries(wholeReports).flatMap(([format, reports]) =>
      reports.map(report => ({ format, report })),
    ),
  )('knows $format by its content: $report', ({ format, report }) => {
    expect(values(report).format).toBe(format);
  });

  it('is tried with every format there is', () => {
    expect(Object.keys(wholeReports).sort()).toEqual([...reportFormats].sort());
  });

  const whole = Object.values(wholeReports).flat();
  const splices = [
    '',
    '<',
    '>',
    '&',
    '"',
    '0',
    '-1',
    '1e999',
    ']',
    '}',
    'null',
  ];

  it('survives damage of any kind without an impossible number', () => {
    const roundsPerReport = 1500;
    const random = mulberry32(20260301);
    const pick = (below: number) => Math.floor(random() * below);
    for (let round = 0; round < roundsPerReport * whole.length; round += 1) {
      const text = whole[round % whole.length];
      const from = pick(text.length + 1);
      const damaged =
        text.slice(0, from) +
        splices[pick(splices.length)] +
        text.slice(from + pick(4));
      expect(nonsenseIn(damaged)).toEqual([]);
    }
  });

  it('survives values of another kind anywhere in JSON', () => {
    const strange = [
      null,
      [],
      {},
      '',
      'x',
      -1,
      1e300,
      true,
      [null],
      [[]],
      [{}],
    ];
    for (const report of whole.filter(it => /^[[{]/.test(it))) {
      for (const value of strange) {
        for (let place = 0; place < placesIn(report); place += 1) {
          const damaged = withValueAt(report, place, value);
          expect(nonsenseIn(damaged)).toEqual([]);
        }
      }
    }
  });
});

function placesIn(report: string): number {
  let places = 0;
  JSON.parse(report, (_, value) => {
    places += 1;
    return value;
  });
  return places;
}

function withValueAt(report: string, place: number, value: unknown): string {
  let seen = -1;
  return JSON.stringify(
    JSON.parse(report, (_, old) => {
      seen += 1;
      return seen === place ? value : old;
    }),
  );
}

/** Impossible values, and the problem that only a reader's own mistake causes. */
function nonsenseIn(text: string) {
  const { result } = values(text);
  const impossible = result.measurements.filter(
    ({ value, unit }) =>
      (unit === 'status') !== (typeof value === 'string') ||
      (typeof value === 'number' &&
        (!Number.isFinite(value) ||
          value < 0 ||
          (unit === 'percent' && value > 100))),
  );
  return [
    ...impossible,
    ...result.problems.filter(problem => problem.code === 'unreadable'),
  ];
}

/** A small generator with a fixed seed, so that a failure can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state += 0x6d2b79f5;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
