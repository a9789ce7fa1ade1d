import { aggregate } from './aggregate';
import { applyBinary } from './binary';
import { EvaluationContext } from './evaluation-context';
import {
  Call,
  Expression,
  RangeSelector,
  Subquery,
  unwrapParentheses,
} from './expression';
import { RangeFunction, Window } from './functions/function-definition';
import { findFunction } from './functions/function-table';
import { dropMetricName, labelKey } from './labels';
import { executionError } from './promql-error';
import { selectInstant, selectRange } from './select-samples';
import { InstantValue, Sample, Series } from './value';

/** One expression at one time. */
export function evaluateExpression(
  node: Expression,
  time: number,
  context: EvaluationContext,
): InstantValue {
  const inner = (expression: Expression) =>
    evaluateExpression(expression, time, context);
  switch (node.type) {
    case 'number':
      return { type: 'scalar', value: node.value };
    case 'string':
      return { type: 'string', value: node.value };
    case 'parenthesis':
      return inner(node.expression);
    case 'selector':
      return { type: 'vector', samples: selectInstant(node, time, context) };
    case 'range':
      return { type: 'matrix', series: selectRange(node, time, context) };
    case 'subquery':
      return { type: 'matrix', series: evaluateSubquery(node, time, context) };
    case 'unary':
      return withSign(node.operator, inner(node.expression));
    case 'binary':
      return unique(applyBinary(node, inner(node.left), inner(node.right)));
    case 'aggregation':
      return evaluateAggregation(node, inner);
    default:
      return unique(evaluateCall(node, time, context));
  }
}

function withSign(operator: '+' | '-', value: InstantValue): InstantValue {
  return operator === '-' ? negate(value) : value;
}

function evaluateAggregation(
  node: Extract<Expression, { type: 'aggregation' }>,
  evaluate: (expression: Expression) => InstantValue,
): InstantValue {
  const parameter = node.parameter && evaluate(node.parameter);
  const value = evaluate(node.expression);
  const samples = value.type === 'vector' ? value.samples : [];
  return { type: 'vector', samples: aggregate(samples, node, parameter) };
}

function negate(value: InstantValue): InstantValue {
  if (value.type === 'scalar') return { type: 'scalar', value: -value.value };
  if (value.type !== 'vector') return value;
  return unique({
    type: 'vector',
    samples: value.samples.map(sample => ({
      labels: dropMetricName(sample.labels),
      value: -sample.value,
    })),
  });
}

/** Two series may become one when their names are dropped; Prometheus refuses to answer then. */
function unique(value: InstantValue): InstantValue {
  if (value.type !== 'vector') return value;
  const keys = new Set(value.samples.map(({ labels }) => labelKey(labels)));
  if (keys.size < value.samples.length) {
    throw executionError(
      'vector cannot contain metrics with the same labelset',
    );
  }
  return value;
}

function evaluateSubquery(
  { expression, range, step, at, offset }: Subquery,
  time: number,
  context: EvaluationContext,
): Series[] {
  const end = context.resolveTime(time, at, offset);
  const interval = step ?? context.defaultStep;
  const byLabels = new Map<string, Series>();
  // Subqueries run at absolute multiples of their step, independent of when the query runs.
  const first = Math.ceil((end - range) / interval) * interval;
  for (let moment = first; moment <= end; moment += interval) {
    const value = evaluateExpression(expression, moment, context);
    for (const sample of value.type === 'vector' ? value.samples : []) {
      const key = labelKey(sample.labels);
      const series = byLabels.get(key) ?? {
        labels: sample.labels,
        timestamps: [],
        values: [],
      };
      series.timestamps.push(moment);
      series.values.push(sample.value);
      byLabels.set(key, series);
    }
  }
  return [...byLabels.values()];
}

function evaluateCall(
  call: Call,
  time: number,
  context: EvaluationContext,
): InstantValue {
  const definition = findFunction(call.name);
  if (!definition)
    throw executionError(`unknown function with name "${call.name}"`);
  const args = call.args.map(argument =>
    evaluateExpression(argument, time, context),
  );
  if (definition.kind === 'general')
    return definition.apply(args, { time, call });
  const parameters = args.flatMap(value =>
    value.type === 'scalar' ? [value.value] : [],
  );
  if (definition.kind === 'range') {
    return applyRangeFunction(
      definition,
      call,
      args,
      parameters,
      time,
      context,
    );
  }
  const [vector] = args;
  const samples = vector.type === 'vector' ? vector.samples : [];
  return {
    type: 'vector',
    samples: samples.map(({ labels, value }) => ({
      labels: dropMetricName(labels),
      value: definition.apply(value, parameters),
    })),
  };
}

function applyRangeFunction(
  definition: RangeFunction,
  call: Call,
  args: InstantValue[],
  parameters: number[],
  time: number,
  context: EvaluationContext,
): InstantValue {
  const index = definition.args.indexOf('matrix');
  const matrix = args[index];
  const window = windowOf(unwrapParentheses(call.args[index]), time, context);
  const samples: Sample[] = [];
  for (const series of matrix.type === 'matrix' ? matrix.series : []) {
    const value = definition.apply(series, window, parameters);
    if (value === undefined) continue;
    const labels = definition.keepsName
      ? series.labels
      : dropMetricName(series.labels);
    samples.push({ labels, value });
  }
  return { type: 'vector', samples };
}

function windowOf(
  node: Expression,
  time: number,
  context: EvaluationContext,
): Window {
  const isRange = (
    candidate: Expression,
  ): candidate is RangeSelector | Subquery =>
    candidate.type === 'range' || candidate.type === 'subquery';
  if (!isRange(node)) throw executionError('expected a range vector');
  const { at, offset } = node.type === 'range' ? node.selector : node;
  const end = context.resolveTime(time, at, offset);
  return { start: end - node.range, end, time };
}
