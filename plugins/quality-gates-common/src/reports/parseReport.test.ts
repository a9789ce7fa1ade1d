import { nonsenseIn } from './fuzz/nonsense';
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
    for (const report of whole.filter(isJson)) {
      for (const value of strange) {
        for (let place = 0; place < placesIn(report); place += 1) {
          const damaged = withValueAt(report, place, value);
          expect(nonsenseIn(values(damaged).result, damaged)).toEqual([]);
        }
      }
    }
  });
});

function isJson(report: string): boolean {
  try {
    JSON.parse(report);
    return true;
  } catch {
    return false;
  }
}

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
