import { useState, type PointerEvent } from 'react';
import type {
  CheckResult,
  CheckTrend,
} from '@heal7/backstage-plugin-quality-gates-common';
import { useTrendWords } from '../../hooks/useTrendWords';
import { nearestPoint, trendView } from '../../model/trendView';
import { TrendChart } from './TrendChart';
import styles from './tab.module.css';

/** The plot, and beside it the place for the limit. */
const plot = { width: 160, height: 40 };
const size = { ...plot, width: 256 };

/**
 * The course of a check over the last evaluations of the default branch, with the limit. A slider without looks of its own
 * lies over it: the pointer, the arrow keys and a finger show single values.
 *
 * @internal
 */
export const Sparkline = (props: { check: CheckResult; trend: CheckTrend }) => {
  const { check, trend } = props;
  const { summary, title, pointText, limit } = useTrendWords(check, trend);
  const [shown, setShown] = useState<number>();
  const view = trendView(trend.points, check.threshold, plot);
  const last = view.points.length - 1;
  const index = Math.min(shown ?? last, last);
  const text = pointText(view.points[index].point);

  const point = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - left) / (width || 1)) * size.width;
    setShown(nearestPoint(view.points, x));
  };
  return (
    <div className={styles.trend}>
      <input
        type="range"
        className={styles.points}
        aria-label={title}
        aria-valuetext={text}
        min={0}
        max={last}
        value={index}
        onChange={event => setShown(Number(event.target.value))}
        onFocus={() => setShown(index)}
        onBlur={() => setShown(undefined)}
        onPointerMove={point}
        onPointerLeave={() => setShown(undefined)}
      />
      <TrendChart
        label={summary}
        size={size}
        view={view}
        plotWidth={plot.width}
        limit={limit}
        active={shown === undefined ? undefined : index}
      />
      {shown === undefined ? null : (
        <span className={styles.tip} aria-hidden="true">
          {text}
        </span>
      )}
    </div>
  );
};
