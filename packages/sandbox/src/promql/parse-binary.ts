import { SyntaxNode } from '@lezer/common';
import { BinaryOperation, Expression, VectorMatching } from './expression';
import { METRIC_NAME } from './labels';
import type { SyntaxConverter } from './syntax-converter';

/** Operators that Prometheus 2.42 does not have. */
const laterOperators = new Set(['</', '>/']);

const plainMatching: VectorMatching = {
  on: false,
  labels: [],
  cardinality: 'one-to-one',
  include: [],
};

export function parseBinary(
  converter: SyntaxConverter,
  node: SyntaxNode,
): Expression {
  const [leftNode, rightNode] = node.getChildren('Expr');
  const operatorNode = leftNode.nextSibling;
  if (!rightNode || !operatorNode)
    throw converter.fail(node, 'unexpected end of input');
  const operator = converter.text(operatorNode).toLowerCase();
  if (laterOperators.has(operator) || node.getChild('FillModifier')) {
    throw converter.fail(
      operatorNode,
      `unexpected ${JSON.stringify(operator)}`,
    );
  }
  const clause = node.getChild('MatchingModifierClause');
  const operation: BinaryOperation = {
    type: 'binary',
    operator,
    left: converter.convert(leftNode),
    right: converter.convert(rightNode),
    bool: Boolean(node.getChild('BoolModifier')),
    matching: clause ? parseMatching(converter, clause) : plainMatching,
    matchingWritten: Boolean(clause),
    position: node.from,
  };
  return rebindSign(converter, leftNode, operation);
}

/** `-1 ^ 2` is `-(1 ^ 2)`; the grammar reads the sign as part of the number. */
function rebindSign(
  converter: SyntaxConverter,
  leftNode: SyntaxNode,
  operation: BinaryOperation,
): Expression {
  const sign = /^[-+]/.exec(converter.text(leftNode))?.[0];
  if (operation.operator !== '^' || operation.left.type !== 'number' || !sign) {
    return operation;
  }
  const value = Math.abs(operation.left.value);
  return {
    type: 'unary',
    operator: sign === '-' ? '-' : '+',
    expression: { ...operation, left: { ...operation.left, value } },
    position: operation.position,
  };
}

function parseMatching(
  converter: SyntaxConverter,
  clause: SyntaxNode,
): VectorMatching {
  const on = Boolean(clause.getChild('On'));
  const [matched, included] = clause.getChildren('GroupingLabels');
  const labels = converter.groupingLabels(matched);
  const include = included ? converter.groupingLabels(included) : [];
  const twice = on ? include.find(label => labels.includes(label)) : undefined;
  if (twice) {
    throw converter.fail(
      clause,
      `label "${twice}" must not occur in ON and GROUP clause at once`,
    );
  }
  let cardinality: VectorMatching['cardinality'] = 'one-to-one';
  if (clause.getChild('GroupLeft')) cardinality = 'many-to-one';
  if (clause.getChild('GroupRight')) cardinality = 'one-to-many';
  return {
    on,
    labels,
    cardinality,
    include: include.filter(label => label !== METRIC_NAME || on),
  };
}
