import type { Measurement, ReportResult } from '../../types';

/**
 * What must never come out of a file, whatever is in it:
 * - a problem that only a mistake of the reader causes (`unreadable`), or a problem without a sentence;
 * - a value that is no word where a word belongs, or no finite number, or negative, or a share or score above 100;
 * - more covered than there is;
 * - a number out of nothing: a file without a digit tells nothing but counts, and a count is at most the length of the
 *   file, unless the file itself writes it. Time-tables of updates may be words.
 */
export function nonsenseIn(result: ReportResult, text: string): string[] {
  return [
    ...result.problems
      .filter(({ code, message }) => code === 'unreadable' || !message)
      .map(({ code }) => `problem ${code}`),
    ...result.measurements
      .map(it => complaint(it, text))
      .filter(it => it !== undefined),
  ];
}

function complaint(measurement: Measurement, text: string): string | undefined {
  const { id, value, unit, detail } = measurement;
  if (typeof value === 'string') {
    return unit === 'status' ? undefined : `${id} is the word ${value}`;
  }
  if (isImpossible(unit, value)) return `${id} is ${value} ${unit}`;
  if ((detail?.covered ?? 0) > (detail?.total ?? Infinity)) {
    return `${id} covers more than there is`;
  }
  return outOfNothing(measurement, value, text)
    ? `${id} is ${value} out of nothing`
    : undefined;
}

function isImpossible(unit: Measurement['unit'], value: number): boolean {
  if (unit === 'status' || !Number.isFinite(value) || value < 0) return true;
  return (unit === 'percent' || unit === 'score') && value > 100;
}

const timeTable =
  /live|dai?ly|day|week|mon|tue|wed|thu|fri|sat|sun|quarter|annual|year|any time|extends|\$schema/;

function outOfNothing({ id, unit }: Measurement, value: number, text: string) {
  if (id === 'dependencies.update-interval') {
    return !/\d/.test(text) && !timeTable.test(text);
  }
  if (unit !== 'count') return !/\d/.test(text);
  return value > text.length && !/\d/.test(text);
}
