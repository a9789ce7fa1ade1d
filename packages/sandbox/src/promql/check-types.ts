import { Aggregation, BinaryOperation, Call, Expression } from './expression';
import { findFunction } from './functions/function-table';
import { comparisonOperators, setOperators } from './operators';
import { parseError } from './promql-error';
import { ValueType, valueTypeNames } from './value';

/** What an expression evaluates to; throws where Prometheus would refuse the query. */
export function checkTypes(query: string, expression: Expression): ValueType {
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
    case 'unary':
      return checkUnary(query, expression);
    case 'subquery':
      return checkSubquery(query, expression);
    case 'binary':
      return checkBinary(query, expression);
    case 'aggregation':
      return checkAggregation(query, expression);
    default:
      return checkCall(query, expression);
  }
}

function checkUnary(
  query: string,
  node: Extract<Expression, { type: 'unary' }>,
): ValueType {
  const type = checkTypes(query, node.expression);
  if (type !== 'scalar' && type !== 'vector') {
    throw parseError(
      query,
      node.position,
      `unary expression only allowed on expressions of type scalar or instant vector, got "${valueTypeNames[type]}"`,
    );
  }
  return type;
}

function checkSubquery(
  query: string,
  node: Extract<Expression, { type: 'subquery' }>,
): ValueType {
  const type = checkTypes(query, node.expression);
  if (type !== 'vector') {
    throw parseError(
      query,
      node.position,
      `subquery is only allowed on instant vector, got ${valueTypeNames[type]} instead`,
    );
  }
  return 'matrix';
}

function checkBinary(query: string, node: BinaryOperation): ValueType {
  const left = checkTypes(query, node.left);
  const right = checkTypes(query, node.right);
  const problem = modifierProblem(node, left, right) ?? groupingProblem(node);
  if (problem) throw parseError(query, node.position, problem);
  requireOperand(query, left, node.left);
  requireOperand(query, right, node.right);
  if (left === 'vector' && right === 'vector') return 'vector';
  const scalarProblem = problemWithScalar(node);
  if (scalarProblem) throw parseError(query, node.position, scalarProblem);
  return left === 'scalar' && right === 'scalar' ? 'scalar' : 'vector';
}

function requireOperand(query: string, type: ValueType, side: Expression) {
  if (type !== 'scalar' && type !== 'vector') {
    throw parseError(
      query,
      side.position,
      'binary expression must contain only scalar and instant vector types',
    );
  }
}

function modifierProblem(
  { operator, bool }: BinaryOperation,
  left: ValueType,
  right: ValueType,
): string | undefined {
  const compares = comparisonOperators.includes(operator);
  if (bool && !compares) {
    return 'bool modifier can only be used on comparison operators';
  }
  return compares && !bool && left === 'scalar' && right === 'scalar'
    ? 'comparisons between scalars must use BOOL modifier'
    : undefined;
}

function groupingProblem({
  operator,
  matching,
}: BinaryOperation): string | undefined {
  return setOperators.includes(operator) &&
    matching.cardinality !== 'one-to-one'
    ? `no grouping allowed for "${operator}" operation`
    : undefined;
}

/** What only two vectors can do. */
function problemWithScalar({
  operator,
  matching,
  matchingWritten,
}: BinaryOperation): string | undefined {
  if (matchingWritten && matching.labels.length > 0) {
    return 'vector matching only allowed between instant vectors';
  }
  return setOperators.includes(operator)
    ? `set operator "${operator}" not allowed in binary scalar expression`
    : undefined;
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
