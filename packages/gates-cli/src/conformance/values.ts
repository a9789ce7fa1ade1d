import type { ReportResult } from '@heal7/backstage-plugin-quality-gates-common';
import type { Comparison } from './Sample';

export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

export function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && !isNaN(+value)
    ? Number(value)
    : undefined;
}

function measured(result: ReportResult, id: string) {
  return result.measurements.find(measurement => measurement.id === id);
}

export function valueOf(result: ReportResult, id: string): number | undefined {
  const value = measured(result, id)?.value;
  return typeof value === 'number' ? value : undefined;
}

/** Compares one value with a number of `expected.json`; what is absent there is 0 when `absent` says so. */
export function compareValue(
  result: ReportResult,
  id: string,
  expected: unknown,
  absent?: number,
): Comparison {
  return {
    what: id,
    expected: numberIn(expected) ?? absent,
    actual: valueOf(result, id),
  };
}

/** Compares counts by name: `{HIGH: 2}` with `vulnerabilities.high`. */
export function compareCounts(
  result: ReportResult,
  counts: Record<string, unknown>,
  ids: Record<string, string>,
  absent: number | undefined,
): Comparison[] {
  return Object.entries(ids).map(([name, id]) =>
    compareValue(result, id, counts[name], absent),
  );
}

/** Compares `[covered, total]`; 0 of 0 expects no measurement. */
export function compareRatio(
  result: ReportResult,
  id: string,
  covered: number | undefined,
  total: number | undefined,
): Comparison[] {
  const detail = measured(result, id)?.detail;
  const none = !total;
  return [
    {
      what: `${id} covered`,
      expected: none ? undefined : covered,
      actual: detail?.covered,
    },
    {
      what: `${id} total`,
      expected: none ? undefined : total,
      actual: detail?.total,
    },
    {
      what: `${id} percent`,
      expected: none ? undefined : ((covered ?? 0) / total) * 100,
      actual: valueOf(result, id),
    },
  ];
}

/** `[covered, total, percent]` as the samples write it. */
export function compareTriple(
  result: ReportResult,
  id: string,
  triple: unknown,
): Comparison[] {
  const [covered, total] = Array.isArray(triple) ? triple.map(numberIn) : [];
  return compareRatio(result, id, covered, total);
}

/** What the report says of itself, where that differs from what it lists. */
export function compareReported(
  result: ReportResult,
  id: string,
  covered: number | undefined,
  total: number | undefined,
): Comparison[] {
  const found = measured(result, id);
  if (!found || covered === undefined || !total) return [];
  const differs =
    found.detail?.covered !== covered || found.detail?.total !== total;
  return [
    {
      what: `${id} own total, covered`,
      expected: differs ? covered : undefined,
      actual: found.detail?.reported?.covered,
    },
    {
      what: `${id} own total`,
      expected: differs ? total : undefined,
      actual: found.detail?.reported?.total,
    },
  ];
}

/** `[covered, total]` that the report states about itself, whether or not what it lists is the same. */
export function compareStated(
  result: ReportResult,
  id: string,
  pair: unknown,
): Comparison[] {
  const [covered, total] = Array.isArray(pair) ? pair.map(numberIn) : [];
  const detail = measured(result, id)?.detail;
  return [
    {
      what: `${id} stated, covered`,
      expected: total ? covered : undefined,
      actual: detail?.reported?.covered ?? detail?.covered,
    },
    {
      what: `${id} stated, total`,
      expected: total || undefined,
      actual: detail?.reported?.total ?? detail?.total,
    },
  ];
}
