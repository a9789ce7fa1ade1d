import type {
  CheckResult,
  CheckTrend,
  TrendPoint,
} from '@heal7/backstage-plugin-quality-gates-common';
import { checkTitle } from '../model/checkTitles';
import { limitText } from '../model/checkView';
import { formatMeasured, roundingOf } from '../model/format';
import { useWords } from './useWords';

/** A chart in words: all of it, and each of its points. @internal */
export function useTrendWords(check: CheckResult, trend: CheckTrend) {
  const words = useWords();
  const { t, exact, language } = words;
  const unit = trend.unit ?? check.unit;
  const text = (value: number) =>
    formatMeasured(value, unit, language, roundingOf(check.threshold));
  const values = trend.points.flatMap(({ value }) =>
    value === undefined ? [] : [value],
  );
  const gaps = trend.points.length - values.length;
  const limit = limitText({ threshold: check.threshold, unit }, words);
  const course = t('trend.label', {
    check: checkTitle(check, words),
    number: String(trend.points.length),
    first: text(values[0]),
    last: text(values[values.length - 1]),
    low: text(Math.min(...values)),
    high: text(Math.max(...values)),
    limit,
  });
  return {
    limit,
    title: t('trend.values', { check: checkTitle(check, words) }),
    summary:
      gaps > 0 ? `${course} ${t('trend.gaps', { count: gaps })}` : course,
    pointText: (point: TrendPoint) =>
      t('trend.point', {
        value:
          point.value === undefined ? t('trend.noValue') : text(point.value),
        commit: point.commit.slice(0, 7),
        time: exact(point.at),
      }),
  };
}
