import { chartGeometry, type Series } from '../../model/chartGeometry';
import styles from './charts.module.css';

const width = 240;
const height = 48;

/** @internal */
export interface LineChartProps {
  /** What the picture shows, in words with the numbers. */
  label: string;
  canary: Series;
  stable?: Series;
  limits?: readonly number[];
  floor?: number;
}

/**
 * A small chart: the canary's line, the stable one dotted, the limit dashed. Told apart without colour too. The default
 * export, because it is loaded only when there is something to draw.
 */
export default function LineChart(props: LineChartProps) {
  const { paths, limits } = chartGeometry({
    series: [props.canary, props.stable ?? []],
    limits: props.limits,
    floor: props.floor,
    width,
    height,
  });
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={props.label}
    >
      {limits.map(y => (
        <line
          key={y}
          className={styles.limit}
          x1={0}
          x2={width}
          y1={y}
          y2={y}
        />
      ))}
      <path className={`${styles.line} ${styles.stable}`} d={paths[1]} />
      <path className={`${styles.line} ${styles.canary}`} d={paths[0]} />
    </svg>
  );
}
