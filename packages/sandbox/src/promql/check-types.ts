import { Aggregation, BinaryOperation, Call, Expression } from './expression';
import { findFunction } from './functions/function-table';
import { comparisonOperators, setOperators } from './operators';
import { parseError } from './promql-error';
import { ValueType, valueTypeNames } from './value';

/** What an expression evaluates to; throws where Prometheus would refuse the query. */
export function checkTypes(query: string, expression: Expression): ValueType {
  const fail = (message: string, at: Expression = expression) =>
    parseError(query, at.position, message);
  switch (expression.type) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      return 'vector';
    case 'range':
      return 'matrix';
    case 'parenthesis':
      return checkTypes(query, expression.expression);
    case 'unary': {
      const type = checkTypes(query, expression.expression);
      if (type !== 'scalar' && type !== 'vector') {
        throw fail(
          `unary expression only allowed on expressions of type scalar or instant vector, got "${valueTypeNames[type]}"`,
        );
      }
      return type;
    }
    case 'subquery': {
      const type = checkTypes(query, expression.expression);
      if (type !== 'vector') {
        throw fail(
          `subquery is only allowed on instant vector, got ${valueTypeNames[type]} instead`,
        );
      }
      return 'matrix';
    }
    case 'binary':
      return checkBinary(query, expression);
    case 'aggregation':
      return checkAggregation(query, expression);
    default:
      return checkCall(query, expression);
  }
}

function checkBinary(query: string, node: BinaryOperation): ValueType {
  const fail = (message: string, at: Expression = node) =>
    parseError(query, at.position, message);
  const left = checkTypes(query, node.left);
  const right = checkTypes(query, node.right);
  const isSet = setOperators.includes(node.operator);
  const isComparison = comparisonOperators.includes(node.operator);
  if (node.bool && !isComparison) {
    throw fail('bool modifier can only be used on comparison operators');
  }
  if (isComparison && !node.bool && left === 'scalar' && right === 'scalar') {
    throw fail('comparisons between scalars must use BOOL modifier');
  }
  if (isSet && node.matching.cardinality !== 'one-to-one') {
    throw fail(`no grouping allowed for "${node.operator}" operation`);
  }
  for (const [type, side] of [
    [left, node.left],
    [right, node.right],
  ] as const) {
    if (type !== 'scalar' && type !== 'vector') {
      throw fail(
        'binary expression must contain only scalar and instant vector types',
        side,
      );
    }
  }
  const bothVectors = left === 'vector' && right === 'vector';
  if (!bothVectors && node.matchingWritten && node.matching.labels.length > 0) {
    throw fail('vector matching only allowed between instant vectors');
  }
  if (!bothVectors && isSet) {
    throw fail(
      `set operator "${node.operator}" not allowed in binary scalar expression`,
    );
  }
  return left === 'scalar' && right === 'scalar' ? 'scalar' : 'vector';
}

function checkAggregation(query: string, node: Aggregation): ValueType {
  const supported = [
    'sum',
    'avg',
    'min',
    'max',
    'count',
    'group',
    'stddev',
    'stdvar',
    'topk',
    'bottomk',
    'quantile',
    'count_values',
  ];
  if (!supported.includes(node.operator)) {
    throw parseError(
      query,
      node.position,
      `unknown function with name "${node.operator}"`,
    );
  }
  expectType(query, node.expression, 'vector', 'aggregation expression');
  if (node.parameter) {
    const wanted = node.operator === 'count_values' ? 'string' : 'scalar';
    expectType(query, node.parameter, wanted, 'aggregation parameter');
  }
  return 'vector';
}

function checkCall(query: string, node: Call): ValueType {
  const definition = findFunction(node.name);
  if (!definition) {
    throw parseError(
      query,
      node.position,
      `unknown function with name "${node.name}"`,
    );
  }
  const { args, optional = 0 } = definition;
  const least = args.length - (optional === 'repeated' ? 1 : optional);
  const most = optional === 'repeated' ? Infinity : args.length;
  const count = node.args.length;
  if (count < least || count > most) {
    const wanted = count < least ? least : most;
    let bound = '';
    if (optional !== 0) bound = count < least ? 'at least ' : 'at most ';
    throw parseError(
      query,
      node.position,
      `expected ${bound}${wanted} argument(s) in call to "${node.name}", got ${count}`,
    );
  }
  node.args.forEach((argument, index) =>
    expectType(
      query,
      argument,
      args[Math.min(index, args.length - 1)],
      `call to function "${node.name}"`,
    ),
  );
  return definition.returns;
}

function expectType(
  query: string,
  expression: Expression,
  wanted: ValueType,
  where: string,
): void {
  const type = checkTypes(query, expression);
  if (type !== wanted) {
    throw parseError(
      query,
      expression.position,
      `expected type ${valueTypeNames[wanted]} in ${where}, got ${valueTypeNames[type]}`,
    );
  }
}
