import type {
  CheckTrend,
  TrendPoint,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { TrendRow } from '../store/EvaluationStore';

/** One line for each check of the entity's gate; where an evaluation had no number there is a gap. Pure. */
export function trendsOf(
  rows: readonly TrendRow[],
  checkIds: readonly string[],
): CheckTrend[] {
  const trends = new Map(
    checkIds.map((checkId): [string, CheckTrend] => [
      checkId,
      { checkId, points: [] },
    ]),
  );
  for (const row of rows) {
    for (const check of row.checks) {
      const trend = trends.get(check.id);
      if (!trend) continue;
      if (check.unit) trend.unit = check.unit;
      trend.points.push(pointOf(row, check));
    }
  }
  return [...trends.values()].filter(({ points }) => points.length > 0);
}

function pointOf(row: TrendRow, check: TrendRow['checks'][number]): TrendPoint {
  return {
    at: row.at,
    commit: row.commit,
    evaluationId: row.evaluationId,
    verdict: check.verdict,
    ...(typeof check.value === 'number' ? { value: check.value } : {}),
  };
}
