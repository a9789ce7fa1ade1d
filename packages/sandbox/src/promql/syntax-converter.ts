import { SyntaxNode } from '@lezer/common';
import { Aggregation, Expression } from './expression';
import { parseNumber, unquote } from './literals';
import { parseBinary } from './parse-binary';
import {
  parseAt,
  parseOffset,
  parseRange,
  parseSubquery,
} from './parse-modifiers';
import { parseSelector } from './parse-selector';
import { parseError, PromqlError } from './promql-error';

/** By the name of the node in the grammar. */
const conversions: Record<
  string,
  (converter: SyntaxConverter, node: SyntaxNode) => Expression
> = {
  NumberDurationLiteral: (it, node) => ({
    type: 'number',
    value: it.number(node),
    position: node.from,
  }),
  StringLiteral: (it, node) => ({
    type: 'string',
    value: it.string(node),
    position: node.from,
  }),
  ParenExpr: (it, node) => ({
    type: 'parenthesis',
    expression: it.convert(it.child(node, 'Expr')),
    position: node.from,
  }),
  UnaryExpr: (it, node) => ({
    type: 'unary',
    operator: it.text(it.child(node, 'UnaryOp')) === '-' ? '-' : '+',
    expression: it.convert(it.child(node, 'Expr')),
    position: node.from,
  }),
  BinaryExpr: parseBinary,
  VectorSelector: parseSelector,
  MatrixSelector: parseRange,
  SubqueryExpr: parseSubquery,
  OffsetExpr: parseOffset,
  StepInvariantExpr: parseAt,
  AggregateExpr: (it, node) => it.aggregation(node),
  FunctionCall: (it, node) => ({
    type: 'call',
    name: it.text(it.child(node, 'FunctionIdentifier')),
    args: it.arguments(node),
    position: node.from,
  }),
};

/** Turns nodes of the syntax tree into our expressions; what the parts need from each other goes through it. */
export class SyntaxConverter {
  constructor(readonly query: string) {}

  text(node: SyntaxNode): string {
    return this.query.slice(node.from, node.to);
  }

  fail(node: SyntaxNode, message: string): PromqlError {
    return parseError(this.query, node.from, message);
  }

  child(node: SyntaxNode, name: string): SyntaxNode {
    const found = node.getChild(name);
    if (!found) throw this.fail(node, `unexpected ${node.name}`);
    return found;
  }

  convert(node: SyntaxNode): Expression {
    if (!Object.hasOwn(conversions, node.name)) {
      throw this.fail(node, `unexpected ${JSON.stringify(this.text(node))}`);
    }
    return conversions[node.name](this, node);
  }

  number(node: SyntaxNode): number {
    const value = parseNumber(this.text(node));
    if (value === undefined) {
      throw this.fail(
        node,
        `bad number or duration syntax: ${JSON.stringify(this.text(node))}`,
      );
    }
    return value;
  }

  string(node: SyntaxNode): string {
    const value = unquote(this.text(node));
    if (value === undefined) throw this.fail(node, 'invalid syntax in string');
    return value;
  }

  groupingLabels(node: SyntaxNode): string[] {
    if (node.getChild('QuotedLabelName')) {
      throw this.fail(
        node,
        'unexpected string in grouping opts, expected label',
      );
    }
    return node.getChildren('LabelName').map(label => this.text(label));
  }

  arguments(node: SyntaxNode): Expression[] {
    return this.child(node, 'FunctionCallBody')
      .getChildren('Expr')
      .map(argument => this.convert(argument));
  }

  aggregation(node: SyntaxNode): Aggregation {
    const operator = this.text(this.child(node, 'AggregateOp')).toLowerCase();
    const args = this.arguments(node);
    const wanted = ['topk', 'bottomk', 'quantile', 'count_values'].includes(
      operator,
    )
      ? 2
      : 1;
    if (args.length === 0) {
      throw this.fail(node, 'no arguments for aggregate expression provided');
    }
    if (args.length !== wanted) {
      throw this.fail(
        node,
        `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
      );
    }
    const modifier = node.getChild('AggregateModifier');
    return {
      type: 'aggregation',
      operator,
      expression: args[args.length - 1],
      parameter: wanted === 2 ? args[0] : undefined,
      grouping: modifier
        ? this.groupingLabels(this.child(modifier, 'GroupingLabels'))
        : [],
      without: Boolean(modifier?.getChild('Without')),
      position: node.from,
    };
  }
}
