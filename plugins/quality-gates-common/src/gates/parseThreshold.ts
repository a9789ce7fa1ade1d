import type { Threshold } from '../types';
import { optional, type DefinitionReader } from './DefinitionReader';

const bounds = ['min', 'max', 'above'] as const;

/** Reads `{min, max, above, equals}`: at least one bound, and values that can meet them all. */
export function parseThreshold(
  reader: DefinitionReader,
  value: unknown,
  path: (string | number)[],
): Threshold | undefined {
  const entries = reader.object(value, path, [...bounds, 'equals']);
  if (!entries) return undefined;
  const before = reader.problems.length;
  const threshold: Threshold = {};
  for (const bound of bounds) {
    const found = optional(entries, bound, path, (it, at) =>
      reader.number(it, at),
    );
    if (found !== undefined) threshold[bound] = found;
  }
  const equals = optional(entries, 'equals', path, (it, at) =>
    reader.text(it, at),
  );
  if (equals !== undefined) threshold.equals = equals;
  if (reader.problems.length > before) return undefined;
  const wrong = whatIsWrong(threshold);
  return wrong ? reader.fail(path, wrong) : threshold;
}

function whatIsWrong(threshold: Threshold): string | undefined {
  const count = Object.keys(threshold).length;
  if (count === 0) return 'Expected at least one of min, max, above, equals.';
  if (threshold.equals !== undefined && count > 1) {
    return '"equals" stands alone.';
  }
  return canBeMet(threshold) ? undefined : 'No value can meet this threshold.';
}

/** Whether any number lies within the bounds. */
export function canBeMet({ min, max, above }: Threshold): boolean {
  if (max === undefined) return true;
  return (
    (min === undefined || min <= max) && (above === undefined || above < max)
  );
}
