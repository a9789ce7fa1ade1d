import type { TrendView } from '../../model/trendView';
import styles from './tab.module.css';

/** The line, the limit, and the point somebody looks at. @internal */
export const TrendChart = (props: {
  /** What the picture shows, in words with the numbers. */
  label: string;
  size: { width: number; height: number };
  view: TrendView;
  active?: number;
}) => {
  const { width, height } = props.size;
  const { limit, path, points } = props.view;
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
        <line
          className={styles.limit}
          x1={0}
          x2={width}
          y1={limit}
          y2={limit}
        />
      )}
      <path className={styles.line} d={path} />
      {active?.y === undefined ? null : (
        <circle className={styles.dot} cx={active.x} cy={active.y} r={3} />
      )}
    </svg>
  );
};
