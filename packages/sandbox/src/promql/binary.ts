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

export function applyBinary(
  node: BinaryOperation,
  left: InstantValue,
  right: InstantValue,
): InstantValue {
  const { operator } = node;
  if (left.type === 'scalar' && right.type === 'scalar') {
    const value = isComparison(operator)
      ? Number(compare(operator, left.value, right.value))
      : calculate(operator, left.value, right.value);
    return { type: 'scalar', value };
  }
  if (left.type === 'vector' && right.type === 'vector') {
    const samples = setOperators.includes(operator)
      ? applySetOperator(node, left.samples, right.samples)
      : matchVectors(node, left.samples, right.samples);
    return { type: 'vector', samples };
  }
  if (left.type === 'vector' && right.type === 'scalar') {
    const each = (sample: Sample) =>
      withScalar(node, sample, sample.value, right.value);
    return { type: 'vector', samples: left.samples.flatMap(each) };
  }
  if (left.type === 'scalar' && right.type === 'vector') {
    const each = (sample: Sample) =>
      withScalar(node, sample, left.value, sample.value);
    return { type: 'vector', samples: right.samples.flatMap(each) };
  }
  return { type: 'vector', samples: [] };
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
