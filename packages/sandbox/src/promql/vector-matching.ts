import { BinaryOperation, VectorMatching } from './expression';
import {
  dropLabels,
  dropMetricName,
  formatLabels,
  keepLabels,
  labelKey,
  Labels,
  METRIC_NAME,
  setLabel,
} from './labels';
import { calculate, compare, dropsMetricName, isComparison } from './operators';
import { executionError } from './promql-error';
import { Sample } from './value';

function matchedLabels(
  labels: Labels,
  { on, labels: names }: VectorMatching,
): Labels {
  return on
    ? keepLabels(labels, names)
    : dropLabels(labels, [...names, METRIC_NAME]);
}

function signature(sample: Sample, matching: VectorMatching): string {
  return labelKey(matchedLabels(sample.labels, matching));
}

/** `and`, `or`, `unless`. */
export function applySetOperator(
  { operator, matching }: BinaryOperation,
  left: Sample[],
  right: Sample[],
): Sample[] {
  const signatures = (samples: Sample[]) =>
    new Set(samples.map(sample => signature(sample, matching)));
  if (operator === 'or') {
    const known = signatures(left);
    return [
      ...left,
      ...right.filter(sample => !known.has(signature(sample, matching))),
    ];
  }
  const known = signatures(right);
  return left.filter(
    sample => known.has(signature(sample, matching)) === (operator === 'and'),
  );
}

/** Arithmetic and comparison between two vectors, element by matching element (`VectorBinop` in promql/engine.go). */
export function matchVectors(
  node: BinaryOperation,
  left: Sample[],
  right: Sample[],
): Sample[] {
  const { matching } = node;
  if (left.length === 0 || right.length === 0) return [];
  const oneToMany = matching.cardinality === 'one-to-many';
  const [many, one] = oneToMany ? [right, left] : [left, right];
  const partners = indexOneSide(one, matching, oneToMany ? 'left' : 'right');
  const grouped = matching.cardinality !== 'one-to-one';
  const seen = new Set<string>();
  const result: Sample[] = [];
  for (const sample of many) {
    const key = signature(sample, matching);
    const partner = partners.get(key);
    if (!partner) continue;
    const value = resultOf(node, sample.value, partner.value);
    if (value === undefined) continue;
    const labels = resultLabels(node, sample.labels, partner.labels);
    const resultKey = grouped ? `${key}\n${labelKey(labels)}` : key;
    if (seen.has(resultKey)) throw severalMatches(grouped);
    seen.add(resultKey);
    result.push({ labels, value });
  }
  return result;
}

function severalMatches(grouped: boolean) {
  return executionError(
    grouped
      ? 'multiple matches for labels: grouping labels must ensure unique matches'
      : 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
  );
}

/** Undefined = a comparison that does not hold, which filters the sample out. */
function resultOf(
  { operator, bool, matching }: BinaryOperation,
  many: number,
  one: number,
): number | undefined {
  const [left, right] =
    matching.cardinality === 'one-to-many' ? [one, many] : [many, one];
  if (!isComparison(operator)) return calculate(operator, left, right);
  const holds = compare(operator, left, right);
  if (bool) return Number(holds);
  return holds ? left : undefined;
}

function indexOneSide(
  samples: Sample[],
  matching: VectorMatching,
  side: 'left' | 'right',
): Map<string, Sample> {
  const index = new Map<string, Sample>();
  for (const sample of samples) {
    const key = signature(sample, matching);
    const duplicate = index.get(key);
    if (duplicate) {
      const group = formatLabels(matchedLabels(sample.labels, matching));
      throw executionError(
        `found duplicate series for the match group ${group} on the ${side} hand-side of the operation: ` +
          `[${formatLabels(sample.labels)}, ${formatLabels(
            duplicate.labels,
          )}]` +
          ';many-to-many matching not allowed: matching labels must be unique on one side',
      );
    }
    index.set(key, sample);
  }
  return index;
}

function resultLabels(
  { operator, matching, bool }: BinaryOperation,
  many: Labels,
  one: Labels,
): Labels {
  let labels = dropsMetricName(operator, bool) ? dropMetricName(many) : many;
  if (matching.cardinality === 'one-to-one') {
    labels = matching.on
      ? keepLabels(labels, matching.labels)
      : dropLabels(labels, matching.labels);
  }
  for (const name of matching.include) {
    labels = setLabel(labels, name, one[name] ?? '');
  }
  return labels;
}
