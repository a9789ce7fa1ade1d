import {
  dropLabels,
  keepLabels,
  labelKey,
  Labels,
  METRIC_NAME,
  setLabel,
} from './labels';
import { executionError } from './promql-error';
import { maximum, mean, minimum, quantile, variance } from './statistics';
import { formatFloat } from './format-float';
import { InstantValue, Sample } from './value';

interface Group {
  labels: Labels;
  samples: Sample[];
}

interface Grouping {
  operator: string;
  grouping: string[];
  without: boolean;
}

const reducers: Record<string, (values: number[]) => number> = {
  sum: values => values.reduce((total, value) => total + value, 0),
  avg: mean,
  min: minimum,
  max: maximum,
  count: values => values.length,
  group: () => 1,
  stddev: values => Math.sqrt(variance(values)),
  stdvar: variance,
};

/** `sum by (…)` and its relatives over one instant vector. */
export function aggregate(
  samples: Sample[],
  options: Grouping,
  parameter?: InstantValue,
): Sample[] {
  const { operator } = options;
  if (operator === 'count_values')
    return countValues(samples, options, parameter);
  const groups = groupSamples(samples, options);
  const number = parameter?.type === 'scalar' ? parameter.value : NaN;
  if (operator === 'topk' || operator === 'bottomk') {
    const limit = readLimit(number);
    return groups.flatMap(group => extremes(group.samples, operator, limit));
  }
  return groups.map(group => {
    const values = group.samples.map(({ value }) => value);
    return {
      labels: group.labels,
      value:
        operator === 'quantile'
          ? quantile(number, values)
          : reducers[operator](values),
    };
  });
}

function groupLabels(labels: Labels, { grouping, without }: Grouping): Labels {
  return without
    ? dropLabels(labels, [...grouping, METRIC_NAME])
    : keepLabels(labels, grouping);
}

function groupSamples(samples: Sample[], options: Grouping): Group[] {
  const groups = new Map<string, Group>();
  for (const sample of samples) {
    const labels = groupLabels(sample.labels, options);
    const key = labelKey(labels);
    const group = groups.get(key);
    if (group) group.samples.push(sample);
    else groups.set(key, { labels, samples: [sample] });
  }
  return [...groups.values()];
}

function readLimit(value: number): number {
  if (!Number.isFinite(value)) {
    throw executionError(`Scalar value ${formatFloat(value)} overflows int64`);
  }
  return Math.trunc(value);
}

/** The samples themselves, names and all, strongest first; NaN only when nothing else is left. */
function extremes(
  samples: Sample[],
  operator: string,
  limit: number,
): Sample[] {
  const sign = operator === 'topk' ? -1 : 1;
  return [...samples]
    .sort((left, right) => {
      if (Number.isNaN(left.value)) return Number.isNaN(right.value) ? 0 : 1;
      if (Number.isNaN(right.value)) return -1;
      if (left.value === right.value) return 0;
      return left.value < right.value ? -sign : sign;
    })
    .slice(0, Math.max(0, limit));
}

function countValues(
  samples: Sample[],
  options: Grouping,
  parameter: InstantValue | undefined,
): Sample[] {
  const label = parameter?.type === 'string' ? parameter.value : '';
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)) {
    throw executionError(`invalid label name ${JSON.stringify(label)}`);
  }
  const labelled = samples.map(sample => ({
    labels: setLabel(sample.labels, label, formatFloat(sample.value)),
    value: sample.value,
  }));
  const grouping =
    options.without || options.grouping.includes(label)
      ? options.grouping
      : [...options.grouping, label];
  return aggregate(labelled, { ...options, operator: 'count', grouping });
}
