import type { CheckDefinition, Measurement } from '../types';

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

/**
 * Brings all measurements of a check together: counts of several files are summed, ratios are weighted by their totals.
 * Where the same coverage comes in several formats (lcov beside Cobertura) the lowest counts.
 */
export function aggregate(
  check: CheckDefinition,
  all: readonly Measurement[],
): AggregateResult {
  const parts = check.measurements.map(id => ({
    id,
    found: distinct(all.filter(measurement => measurement.id === id)),
  }));
  const missing = parts.filter(part => part.found.length === 0);
  if (missing.length > 0) return { missing: missing.map(part => part.id) };

  const used = parts.flatMap(part => part.found);
  const unit = used[0].unit;
  if (used.some(measurement => measurement.unit !== unit)) {
    return { mixed: 'its measurements have different units' };
  }
  if (used.some(measurement => typeof measurement.value === 'string')) {
    return used.length === 1
      ? { aggregate: { value: used[0].value, unit, measurements: used } }
      : { mixed: 'several reports state it' };
  }
  const combine = unit === 'percent' || unit === 'score' ? lowest : sum;
  const value = combine(used, numberOf);
  const reported = used.some(it => it.detail?.reported !== undefined)
    ? combine(used, it => it.detail?.reported?.value ?? numberOf(it))
    : undefined;
  return {
    aggregate: {
      value,
      unit,
      measurements: used,
      ...(reported === undefined ? {} : { reported }),
    },
  };
}

function numberOf(measurement: Measurement): number {
  return typeof measurement.value === 'number' ? measurement.value : NaN;
}

type ValueOf = (measurement: Measurement) => number;

function sum(all: readonly Measurement[], valueOf: ValueOf): number {
  return all.reduce((total, measurement) => total + valueOf(measurement), 0);
}

/** Weighted within a format, the lowest over the formats. */
function lowest(all: readonly Measurement[], valueOf: ValueOf): number {
  const formats = new Set(all.map(measurement => measurement.source.format));
  return Math.min(
    ...[...formats].map(format =>
      weighted(
        all.filter(measurement => measurement.source.format === format),
        valueOf,
      ),
    ),
  );
}

function weighted(all: readonly Measurement[], valueOf: ValueOf): number {
  if (all.length === 1) return valueOf(all[0]);
  const totals = all.map(measurement => measurement.detail?.total);
  if (totals.some(total => total === undefined)) {
    return Math.min(...all.map(valueOf));
  }
  const weight = totals.reduce<number>((rest, total) => rest + (total ?? 0), 0);
  return (
    all.reduce(
      (rest, measurement, index) =>
        rest + valueOf(measurement) * (totals[index] ?? 0),
      0,
    ) / weight
  );
}

/** The same file may be found by two patterns. */
function distinct(all: readonly Measurement[]): Measurement[] {
  return [...new Map(all.map(it => [it.source.file, it])).values()];
}
