import {
  measurementUnits,
  verdicts,
  type CheckResult,
  type MeasurementUnit,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';

/** What charts and the fleet need of a check. */
export interface CheckSummary {
  id: string;
  verdict: Verdict;
  value?: number | string;
  unit?: MeasurementUnit;
  blocking: boolean;
  /** Its part of the CI run has not come yet. */
  pending?: boolean;
}

/**
 * Short, because it is read for thousands of evaluations at once: id, verdict, value, unit, blocking, and 1 where the check is
 * still awaited.
 */
type Tuple = [
  string,
  string,
  number | string | null,
  string | null,
  0 | 1,
  ...1[],
];

export function writeSummary(checks: readonly CheckResult[]): string {
  const tuples = checks.map(
    (check): Tuple => [
      check.id,
      check.verdict,
      check.value ?? null,
      check.unit ?? null,
      check.blocking ? 1 : 0,
      ...(check.reasonCode === 'pending' ? ([1] as const) : []),
    ],
  );
  return JSON.stringify(tuples);
}

function readSummary(text: string): CheckSummary[] {
  const tuples: Tuple[] = JSON.parse(text);
  return tuples.map(([id, verdict, value, unit, blocking, pending]) => {
    const knownUnit = measurementUnits.find(it => it === unit);
    return {
      id,
      verdict: verdictOf(verdict),
      ...(value === null ? {} : { value }),
      ...(knownUnit === undefined ? {} : { unit: knownUnit }),
      blocking: blocking === 1,
      ...(pending === 1 ? { pending: true } : {}),
    };
  });
}

/** The checks of a row. `result` is read only where the row was made before there were summaries. */
export function summaryOf(row: {
  summary: string | null;
  result: string | null;
}): CheckSummary[] {
  if (row.summary !== null) return readSummary(row.summary);
  const { checks }: { checks: CheckResult[] } = JSON.parse(
    row.result ?? '{"checks":[]}',
  );
  return readSummary(writeSummary(checks));
}

/** A verdict written by a later version is not known here: an error, never a pass. */
export function verdictOf(text: string): Verdict {
  return verdicts.find(verdict => verdict === text) ?? 'error';
}
