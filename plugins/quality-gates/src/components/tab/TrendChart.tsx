import type { TrendView } from '../../model/trendView';
import styles from './tab.module.css';

/** So many values are shown as points of their own. */
const fewPoints = 12;

/** The line, the limit, and the point somebody looks at. @internal */
export const TrendChart = (props: {
  /** What the picture shows, in words with the numbers. */
  label: string;
  size: { width: number; height: number };
  view: TrendView;
  plotWidth: number;
  /** The limit in words, beside its line. */
  limit: string;
  active?: number;
}) => {
  const { width, height } = props.size;
  const { limit, path, points } = props.view;
  const dots = points.length > fewPoints ? [] : points;
  const active = props.active === undefined ? undefined : points[props.active];
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={props.label}
    >
      {limit === undefined ? null : (
        <>
          <line
            className={styles.limit}
            x1={0}
            x2={props.plotWidth}
            y1={limit}
            y2={limit}
          />
          <text
            className={styles.limitText}
            x={props.plotWidth + 4}
            y={Math.min(Math.max(limit + 3, 9), height - 2)}
          >
            {props.limit}
          </text>
        </>
      )}
      <path className={styles.line} d={path} />
      {dots.map(({ x, y, point }) =>
        y === undefined ? null : (
          <circle
            key={point.evaluationId}
            className={styles.dot}
            cx={x}
            cy={y}
            r={3}
          />
        ),
      )}
      {active?.y === undefined ? null : (
        <circle className={styles.dot} cx={active.x} cy={active.y} r={5} />
      )}
    </svg>
  );
};
