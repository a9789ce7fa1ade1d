import { SyntaxNode } from '@lezer/common';
import { AtModifier, Expression, RangeSelector, Subquery } from './expression';
import { parseDuration } from './literals';
import type { SyntaxConverter } from './syntax-converter';

/**
 * The grammar of `@prometheus-io/lezer-promql` lets what follows an expression (`[5m]`, `offset`, `@`) take hold of a
 * whole binary or unary expression; in Prometheus it belongs to the last operand only. `apply` is brought there.
 */
function onLastOperand(
  expression: Expression,
  apply: (operand: Expression) => Expression,
): Expression {
  if (expression.type === 'binary') {
    return { ...expression, right: onLastOperand(expression.right, apply) };
  }
  if (expression.type === 'unary') {
    return {
      ...expression,
      expression: onLastOperand(expression.expression, apply),
    };
  }
  return apply(expression);
}

function duration(
  converter: SyntaxConverter,
  node: SyntaxNode,
  positive: boolean,
): number {
  const text = converter.text(node).replace(/\s+/g, '');
  const negative = text.startsWith('-');
  const value = parseDuration(text.replace(/^[-+]/, ''));
  if (value === undefined || (positive && negative)) {
    throw converter.fail(
      node,
      `not a valid duration string: ${JSON.stringify(text)}`,
    );
  }
  if (positive && value === 0)
    throw converter.fail(node, 'duration must be greater than 0');
  return negative ? -value : value;
}

export function parseRange(
  converter: SyntaxConverter,
  node: SyntaxNode,
): Expression {
  const range = duration(
    converter,
    converter.child(node, 'DurationExpr'),
    true,
  );
  const inner = converter.convert(converter.child(node, 'Expr'));
  return onLastOperand(inner, (operand): RangeSelector => {
    if (operand.type !== 'selector') {
      throw converter.fail(node, 'ranges only allowed for vector selectors');
    }
    if (operand.offset !== undefined) {
      throw converter.fail(node, 'no offset modifiers allowed before range');
    }
    if (operand.at !== undefined) {
      throw converter.fail(node, 'no @ modifiers allowed before range');
    }
    return {
      type: 'range',
      selector: operand,
      range,
      position: operand.position,
    };
  });
}

export function parseSubquery(
  converter: SyntaxConverter,
  node: SyntaxNode,
): Expression {
  const durations = node.getChildren('DurationExpr');
  const range = duration(converter, durations[0], true);
  const step = durations[1] && duration(converter, durations[1], true);
  const inner = converter.convert(converter.child(node, 'Expr'));
  return onLastOperand(
    inner,
    (operand): Subquery => ({
      type: 'subquery',
      expression: operand,
      range,
      step,
      position: operand.position,
    }),
  );
}

export function parseOffset(
  converter: SyntaxConverter,
  node: SyntaxNode,
): Expression {
  const offset = duration(
    converter,
    converter.child(node, 'OffsetDurationExpr'),
    false,
  );
  return onLastOperand(
    converter.convert(converter.child(node, 'Expr')),
    operand => modify(converter, node, operand, { offset }),
  );
}

export function parseAt(
  converter: SyntaxConverter,
  node: SyntaxNode,
): Expression {
  const edge = node.getChild('AtModifierPreprocessors');
  const number = node.getChildren('NumberDurationLiteral').pop();
  let at: AtModifier;
  if (edge) at = edge.getChild('AtStart') ? 'start' : 'end';
  else if (number) at = Math.round(converter.number(number) * 1000);
  else throw converter.fail(node, 'unexpected end of input in @');
  if (typeof at === 'number' && !Number.isFinite(at)) {
    throw converter.fail(node, `timestamp out of bounds for @ modifier: ${at}`);
  }
  return onLastOperand(
    converter.convert(converter.child(node, 'Expr')),
    operand => modify(converter, node, operand, { at }),
  );
}

function modify(
  converter: SyntaxConverter,
  node: SyntaxNode,
  operand: Expression,
  change: { offset?: number; at?: AtModifier },
): Expression {
  if (operand.type === 'range') {
    const selector = modify(converter, node, operand.selector, change);
    return selector.type === 'selector' ? { ...operand, selector } : operand;
  }
  const word = change.at === undefined ? 'offset' : '@';
  if (operand.type !== 'selector' && operand.type !== 'subquery') {
    throw converter.fail(
      node,
      `${word} modifier must be preceded by an instant vector selector or range vector selector or a subquery`,
    );
  }
  if (
    change.at === undefined
      ? operand.offset !== undefined
      : operand.at !== undefined
  ) {
    throw converter.fail(
      node,
      word === '@'
        ? '@ <timestamp> may not be set multiple times'
        : 'offset may not be set multiple times',
    );
  }
  return { ...operand, ...change };
}
