import { BinaryOperation } from './expression';
import { dropMetricName } from './labels';
import {
  calculate,
  compare,
  dropsMetricName,
  isComparison,
  setOperators,
} from './operators';
import { applySetOperator, matchVectors } from './vector-matching';
import { InstantValue, Sample } from './value';

const nothing: InstantValue = { type: 'vector', samples: [] };

export function applyBinary(
  node: BinaryOperation,
  left: InstantValue,
  right: InstantValue,
): InstantValue {
  if (left.type === 'scalar') return applyToScalar(node, left.value, right);
  if (left.type !== 'vector') return nothing;
  if (right.type === 'scalar') {
    const each = (sample: Sample) =>
      withScalar(node, sample, sample.value, right.value);
    return { type: 'vector', samples: left.samples.flatMap(each) };
  }
  if (right.type !== 'vector') return nothing;
  const samples = setOperators.includes(node.operator)
    ? applySetOperator(node, left.samples, right.samples)
    : matchVectors(node, left.samples, right.samples);
  return { type: 'vector', samples };
}

function applyToScalar(
  node: BinaryOperation,
  left: number,
  right: InstantValue,
): InstantValue {
  const { operator } = node;
  if (right.type === 'scalar') {
    const value = isComparison(operator)
      ? Number(compare(operator, left, right.value))
      : calculate(operator, left, right.value);
    return { type: 'scalar', value };
  }
  if (right.type !== 'vector') return nothing;
  const each = (sample: Sample) => withScalar(node, sample, left, sample.value);
  return { type: 'vector', samples: right.samples.flatMap(each) };
}

/** A comparison keeps the vector's sample whichever side it is on. */
function withScalar(
  { operator, bool }: BinaryOperation,
  sample: Sample,
  left: number,
  right: number,
): Sample[] {
  const labels = dropsMetricName(operator, bool)
    ? dropMetricName(sample.labels)
    : sample.labels;
  if (!isComparison(operator)) {
    return [{ labels, value: calculate(operator, left, right) }];
  }
  const holds = compare(operator, left, right);
  if (bool) return [{ labels, value: Number(holds) }];
  return holds ? [{ labels, value: sample.value }] : [];
}
