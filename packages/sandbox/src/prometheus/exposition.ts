import { Labels, METRIC_NAME, SeriesData } from '../promql';
import { formatFloat } from '../promql/format-float';
import { sortedEntries } from '../promql/labels';

function metric(labels: Labels): string {
  const pairs = sortedEntries(labels)
    .filter(([name]) => name !== METRIC_NAME)
    .map(([name, value]) => `${name}="${escape(value)}"`);
  const name = labels[METRIC_NAME] ?? '';
  return pairs.length > 0 ? `${name}{${pairs.join(',')}}` : name;
}

function escape(value: string): string {
  return value
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n');
}

/** The newest value of every series that has not gone stale, in the text format that Prometheus scrapes. */
export function exposeCurrentValues(series: SeriesData[]): string {
  const lines = series.flatMap(({ labels, values, stale }) => {
    const last = values.length - 1;
    return last < 0 || stale?.[last]
      ? []
      : [`${metric(labels)} ${formatFloat(values[last])}\n`];
  });
  return lines.join('');
}

/**
 * Every sample with its time, as OpenMetrics, for `promtool tsdb create-blocks-from openmetrics`.
 * The format has no staleness markers (its parser turns each NaN into the ordinary one), so they are left out.
 */
export function exportOpenMetrics(series: SeriesData[]): string {
  const lines: string[] = [];
  for (const { labels, timestamps, values, stale } of series) {
    const name = metric(labels);
    for (let index = 0; index < values.length; index++) {
      if (stale?.[index]) continue;
      lines.push(
        `${name} ${formatFloat(values[index])} ${timestamps[index] / 1000}\n`,
      );
    }
  }
  return `${lines.join('')}# EOF\n`;
}
