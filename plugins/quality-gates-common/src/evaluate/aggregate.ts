import type { CheckDefinition, Measurement } from '../types';
import { combine, worstOf, type ValueOf } from './combine';
import { missOf } from './threshold';

/** The one value a check judges, and what it was made of. */
export interface Aggregate {
  value: number | string;
  unit: Measurement['unit'];
  /** The same value from the reports' own totals, where these differ. */
  reported?: number;
  measurements: Measurement[];
}

export type AggregateResult =
  | { aggregate: Aggregate }
  | { missing: string[] }
  | { mixed: string };

/** One measurement id of a check and the reports that have it. */
interface Part {
  id: string;
  found: Measurement[];
}

/** Brings all measurements of a check and its scope together. How is told at `combine`. */
export function aggregate(
  check: CheckDefinition,
  all: readonly Measurement[],
): AggregateResult {
  const inScope = all.filter(it => it.source.scope === check.scope);
  const parts = check.measurements.map(id => ({
    id,
    found: distinct(inScope.filter(measurement => measurement.id === id)),
  }));
  const missing = parts.filter(part => part.found.length === 0);
  if (missing.length > 0) return { missing: missing.map(part => part.id) };

  const measurements = parts.flatMap(part => part.found);
  const [{ unit }] = measurements;
  if (measurements.some(measurement => measurement.unit !== unit)) {
    return { mixed: 'its measurements have different units' };
  }
  const words = measurements.flatMap(({ value }) =>
    typeof value === 'string' ? [value] : [],
  );
  if (words.length > 0) {
    return words.length === measurements.length
      ? { aggregate: { value: worstWord(check, words), unit, measurements } }
      : { mixed: 'one report gives a number, another a word' };
  }
  const reported = measurements.some(it => it.detail?.reported !== undefined)
    ? total(check, parts, it => it.detail?.reported?.value ?? numberOf(it))
    : undefined;
  return {
    aggregate: {
      value: total(check, parts, numberOf),
      unit,
      measurements,
      ...(reported === undefined ? {} : { reported }),
    },
  };
}

/** The measurements of a check are summed, except ratios and scores, whose sum means nothing. */
function total(
  check: CheckDefinition,
  parts: readonly Part[],
  valueOf: ValueOf,
): number {
  const { threshold } = check;
  const values = parts.map(({ id, found }) =>
    combine(id, found, threshold, valueOf),
  );
  const [{ unit }] = parts[0].found;
  return unit === 'percent' || unit === 'score'
    ? worstOf(values, threshold)
    : values.reduce((sum, value) => sum + value, 0);
}

/** Of several statuses the first that misses the threshold. */
function worstWord({ threshold }: CheckDefinition, words: string[]): string {
  return words.find(word => missOf(word, threshold)) ?? words[0];
}

function numberOf(measurement: Measurement): number {
  return typeof measurement.value === 'number' ? measurement.value : NaN;
}

/**
 * The same file may be found by two patterns. Two jobs may also write reports of one name: what differs is another report, and
 * none of them hides the other.
 */
function distinct(all: readonly Measurement[]): Measurement[] {
  const identity = ({
    value,
    detail,
    source,
    generatedAt,
    commit,
  }: Measurement) =>
    JSON.stringify([
      value,
      detail?.covered,
      detail?.total,
      source.file,
      source.format,
      generatedAt,
      commit,
    ]);
  return [...new Map(all.map(it => [identity(it), it])).values()];
}
