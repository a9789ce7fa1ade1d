import { lazy, Suspense } from 'react';
import type { LineChartProps } from './LineChart';
import styles from './charts.module.css';

const LineChart = lazy(() => import('./LineChart'));

/** Keeps its place while the chart's code is on its way. @internal */
export const LazyLineChart = (props: LineChartProps) => (
  <Suspense fallback={<div className={styles.chart} />}>
    <LineChart {...props} />
  </Suspense>
);
