/** A label set; the metric name is the label `__name__`. A label with an empty value is a label that is not there. */
export type Labels = Readonly<Record<string, string>>;

export const METRIC_NAME = '__name__';

const keys = new WeakMap<Labels, string>();

/** Equal for equal label sets, whatever their order. */
export function labelKey(labels: Labels): string {
  const known = keys.get(labels);
  if (known !== undefined) return known;
  const key = JSON.stringify(sortedEntries(labels));
  keys.set(labels, key);
  return key;
}

export function sortedEntries(labels: Labels): Array<[string, string]> {
  return Object.entries(labels)
    .filter(([, value]) => value !== '')
    .sort(([left], [right]) => (left < right ? -1 : Number(left > right)));
}

export function keepLabels(labels: Labels, names: readonly string[]): Labels {
  const kept: Record<string, string> = {};
  for (const name of names) {
    if (labels[name]) kept[name] = labels[name];
  }
  return kept;
}

export function dropLabels(labels: Labels, names: readonly string[]): Labels {
  const kept: Record<string, string> = { ...labels };
  for (const name of names) delete kept[name];
  return kept;
}

export function dropMetricName(labels: Labels): Labels {
  return METRIC_NAME in labels ? dropLabels(labels, [METRIC_NAME]) : labels;
}

/** With an empty value the label is removed, as in Prometheus. */
export function setLabel(labels: Labels, name: string, value: string): Labels {
  return value === ''
    ? dropLabels(labels, [name])
    : { ...labels, [name]: value };
}

/** As Prometheus prints a label set inside error messages: `{__name__="up", job="x"}`. */
export function formatLabels(labels: Labels): string {
  const pairs = sortedEntries(labels).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  return `{${pairs.join(', ')}}`;
}
