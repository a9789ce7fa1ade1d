import type {
  Threshold,
  TrendPoint,
} from '@heal7/backstage-plugin-quality-gates-common';

/** A point of the chart: where it is, and the evaluation it stands for. @internal */
export interface PlacedPoint {
  x: number;
  /** Absent where there was nothing to judge. */
  y?: number;
  point: TrendPoint;
}

/** @internal */
export interface TrendView {
  points: PlacedPoint[];
  /** SVG path; a gap in the data is a gap in the line. */
  path: string;
  /** Height of the limit. */
  limit?: number;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The number a value is compared with. */
const limitOf = (threshold: Threshold): number | undefined =>
  threshold.min ?? threshold.above ?? threshold.max;

function pathOf(points: readonly PlacedPoint[]): string {
  return points
    .map(({ x, y }, index) => {
      if (y === undefined) return '';
      const joined = points[index - 1]?.y !== undefined;
      // A value between two gaps is a dot: a line of no length with round ends.
      const alone = !joined && points[index + 1]?.y === undefined;
      return `${joined ? 'L' : 'M'}${x} ${y}${alone ? 'h0' : ''}`;
    })
    .join('');
}

/**
 * Where the line of a small chart goes: evaluations at even distances, the limit always inside the picture. Pure: numbers
 * in, path out.
 *
 * @internal
 */
export function trendView(
  trend: readonly TrendPoint[],
  threshold: Threshold,
  size: { width: number; height: number },
): TrendView {
  const limit = limitOf(threshold);
  const values = trend.flatMap(({ value }) =>
    value === undefined ? [] : [value],
  );
  const all = limit === undefined ? values : [...values, limit];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  // Some pixels around keep dots and lines at the edge whole.
  const padding = 3;
  const inner = size.height - 2 * padding;
  const y = (value: number) =>
    high === low
      ? size.height / 2
      : round(padding + (1 - (value - low) / (high - low)) * inner);
  const step = (size.width - 2 * padding) / Math.max(1, trend.length - 1);
  const points = trend.map((point, index): PlacedPoint => {
    // A single one stands at the right end, where "now" is.
    const place = trend.length === 1 ? 1 : index;
    return {
      x: round(padding + place * step),
      ...(point.value === undefined ? {} : { y: y(point.value) }),
      point,
    };
  });
  return {
    points,
    path: pathOf(points),
    ...(limit === undefined || all.length === 0 ? {} : { limit: y(limit) }),
  };
}

/** The point nearest to a place, counted in parts of the width. @internal */
export const nearestPoint = (
  points: readonly PlacedPoint[],
  x: number,
): number =>
  points.reduce(
    (best, { x: at }, index) =>
      Math.abs(at - x) < Math.abs(points[best].x - x) ? index : best,
    0,
  );
