import type { CheckDefinition, Measurement, Threshold } from '../types';
import { aggregate } from './aggregate';
import { measurement } from './testing';

function of(
  threshold: Threshold,
  measurements: Measurement[],
  ids = [measurements[0].id],
) {
  const check: CheckDefinition = {
    id: 'x',
    title: 'X',
    group: 'code-quality',
    measurements: ids,
    threshold,
    blocking: true,
  };
  const result = aggregate(check, measurements);
  return 'aggregate' in result ? result.aggregate : result;
}

const report = (
  id: string,
  value: number | string,
  file: string,
  changes: Partial<Measurement> = {},
) =>
  measurement(id, value, {
    source: { file, format: 'lcov' },
    ...changes,
  });

describe('combine', () => {
  const percent = (id: string, ...values: number[]) =>
    values.map((value, index) =>
      report(id, value, `${index}`, {
        source: { file: `${index}`, format: `format${index}` },
      }),
    );

  it('takes the lowest where a minimum is asked', () => {
    expect(of({ min: 85 }, percent('coverage.lines', 90, 80))).toMatchObject({
      value: 80,
    });
    expect(
      of({ above: 90 }, percent('lighthouse.accessibility', 95, 91)),
    ).toMatchObject({ value: 91 });
  });

  it('takes the highest where a maximum is asked', () => {
    expect(of({ max: 3 }, percent('duplication.lines', 1, 7))).toMatchObject({
      value: 7,
    });
  });

  it('takes the one that misses where both are asked', () => {
    const between = { min: 10, max: 20 };
    expect(of(between, percent('coverage.lines', 12, 30))).toMatchObject({
      value: 30,
    });
    expect(of(between, percent('coverage.lines', 5, 12))).toMatchObject({
      value: 5,
    });
  });

  it('does the same with the totals the reports state', () => {
    const [one, other] = percent('duplication.lines', 1, 2);
    const stated = { ...one, detail: { reported: { value: 9 } } };
    expect(of({ max: 3 }, [stated, other])).toMatchObject({
      value: 2,
      reported: 9,
    });
  });

  it('weighs the files of a format, and does not where a total is unknown', () => {
    const total = (value: number, file: string, lines?: number) =>
      report('duplication.lines', value, file, {
        detail: lines === undefined ? {} : { total: lines },
      });
    expect(
      of({ max: 3 }, [total(0, 'a', 300), total(8, 'b', 100)]),
    ).toMatchObject({ value: 2 });
    expect(of({ max: 3 }, [total(0, 'a', 300), total(8, 'b')])).toMatchObject({
      value: 8,
    });
  });

  it.each([
    ['tests.duration', 15, 'each file holds a share of the time'],
    ['tests.failed', 15, 'counts are summed'],
    ['image.size', 10, 'each image is to be small enough'],
    ['build.duration', 10, 'each build is to be quick enough'],
    ['complexity.max', 10, 'each function is to be simple enough'],
  ])('makes of two reports of %s: %d, because %s', (id, value) => {
    expect(of({ max: 1 }, [report(id, 5, 'a'), report(id, 10, 'b')])).toEqual(
      expect.objectContaining({ value }),
    );
  });

  it('sums the measurements of a check', () => {
    const both = [
      report('vulnerabilities.high', 1, 'a'),
      report('vulnerabilities.high', 2, 'b'),
      report('vulnerabilities.critical', 4, 'a'),
    ];
    expect(
      of({ max: 0 }, both, [
        'vulnerabilities.critical',
        'vulnerabilities.high',
      ]),
    ).toMatchObject({ value: 7 });
  });

  it('takes the status that misses, and refuses words beside numbers', () => {
    const status = (value: string, file: string) =>
      report('sonar.gate', value, file);
    expect(
      of({ equals: 'OK' }, [status('OK', 'a'), status('ERROR', 'b')]),
    ).toMatchObject({ value: 'ERROR' });
    expect(
      of({ equals: 'OK' }, [status('OK', 'a'), status('OK', 'b')]),
    ).toMatchObject({ value: 'OK' });
    expect(
      of({ equals: 'OK' }, [
        status('OK', 'a'),
        { ...status('OK', 'b'), value: 1 },
      ]),
    ).toEqual({ mixed: 'one report gives a number, another a word' });
  });
});
