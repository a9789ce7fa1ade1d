/** A chart's line: [epoch ms, value or null where nothing was measured]. @internal */
export type Series = ReadonlyArray<readonly [number, number | null]>;

/** @internal */
export interface ChartGeometry {
  /** SVG path of each series; a gap in the data is a gap in the line. */
  paths: string[];
  /** Height of each limit. */
  limits: number[];
}

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * Where the lines of a small chart go. The limits are always inside the picture, so that one sees how far away they
 * are. Pure: numbers in, path strings out.
 *
 * @internal
 */
export function chartGeometry(options: {
  series: readonly Series[];
  limits?: readonly number[];
  width: number;
  height: number;
  /** The vertical axis starts here at the latest. */
  floor?: number;
}): ChartGeometry {
  const { series, limits = [], width, height, floor } = options;
  const points = series.flat();
  const times = points.map(([at]) => at);
  const values = [
    ...points.flatMap(([, value]) => (value === null ? [] : [value])),
    ...limits,
    ...(floor === undefined ? [] : [floor]),
  ];
  if (values.length === 0) return { paths: series.map(() => ''), limits: [] };

  const [start, end] = [Math.min(...times), Math.max(...times)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // One pixel above and below keeps a line at the edge visible.
  const padding = 2;
  const x = (at: number) =>
    end === start ? width : round(((at - start) / (end - start)) * width);
  const y = (value: number) =>
    high === low
      ? round(height / 2)
      : round(
          padding + (1 - (value - low) / (high - low)) * (height - 2 * padding),
        );

  const path = (line: Series) => {
    let drawing = false;
    return line
      .flatMap(([at, value]) => {
        if (value === null) {
          drawing = false;
          return [];
        }
        const command = drawing ? 'L' : 'M';
        drawing = true;
        return [`${command}${x(at)} ${y(value)}`];
      })
      .join('');
  };
  return { paths: series.map(path), limits: limits.map(y) };
}

/** A value that holds until the next one: stairs instead of slopes. @internal */
export const asSteps = (series: Series): Series =>
  series.flatMap((point, index) => {
    const before = series[index - 1];
    return before ? [[point[0], before[1]] as const, point] : [point];
  });
