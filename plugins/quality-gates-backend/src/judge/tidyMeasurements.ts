import { InputError } from '@backstage/errors';
import type { Measurement } from '@heal7/backstage-plugin-quality-gates-common';

/** So many items are kept with a measurement. */
const mostItems = 5;

/**
 * Refuses values that no report can mean, naming the place, and keeps at most five items of each detail with the count of
 * all. The shape was checked by the OpenAPI document.
 */
export function tidyMeasurements(
  measurements: readonly Measurement[],
): Measurement[] {
  return measurements.map((measurement, index) => {
    const problem = problemOf(measurement);
    if (problem) {
      throw new InputError(
        `measurements[${index}].value of ${measurement.id}: ${problem}`,
      );
    }
    return withFewItems(measurement);
  });
}

function problemOf({ unit, value }: Measurement): string | undefined {
  if (unit === 'status') {
    return typeof value === 'string' ? undefined : 'a status is a word';
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return `expected a number of ${unit}`;
  }
  if (unit === 'percent' && (value < 0 || value > 100)) {
    return `${value} is not within 0 to 100 percent`;
  }
  return unit !== 'score' && value < 0
    ? `${value} ${unit} are less than none`
    : undefined;
}

function withFewItems(measurement: Measurement): Measurement {
  const { detail } = measurement;
  const count = detail?.items?.length ?? 0;
  if (!detail?.items || count <= mostItems) return measurement;
  return {
    ...measurement,
    detail: {
      ...detail,
      items: detail.items.slice(0, mostItems),
      itemCount: Math.max(detail.itemCount ?? 0, count),
    },
  };
}
