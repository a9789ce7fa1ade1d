import type { MeasurementDraft } from './ParsedReport';
import { TopItems } from './TopItems';

/** A count and the first of what was counted. */
export function countOf(id: string, found: TopItems): MeasurementDraft {
  const detail = found.detail();
  return {
    id,
    value: found.count,
    unit: 'count',
    ...(detail ? { detail } : {}),
  };
}

/** The sum of several counts; the items of the first ones lead. */
export function sumOf(id: string, parts: readonly TopItems[]) {
  return countOf(id, TopItems.join(parts));
}

/** Of these, only those that were found: a report does not say whether it looked for them. */
export function onlyFound(
  counts: readonly MeasurementDraft[],
): MeasurementDraft[] {
  return counts.filter(({ value }) => value !== 0);
}
