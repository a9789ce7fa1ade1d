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
    const position = node.from;
    switch (node.name) {
      case 'NumberDurationLiteral':
        return { type: 'number', value: this.number(node), position };
      case 'StringLiteral':
        return { type: 'string', value: this.string(node), position };
      case 'ParenExpr':
        return {
          type: 'parenthesis',
          expression: this.convert(this.child(node, 'Expr')),
          position,
        };
      case 'UnaryExpr':
        return {
          type: 'unary',
          operator: this.text(this.child(node, 'UnaryOp')) === '-' ? '-' : '+',
          expression: this.convert(this.child(node, 'Expr')),
          position,
        };
      case 'BinaryExpr':
        return parseBinary(this, node);
      case 'VectorSelector':
        return parseSelector(this, node);
      case 'MatrixSelector':
        return parseRange(this, node);
      case 'SubqueryExpr':
        return parseSubquery(this, node);
      case 'OffsetExpr':
        return parseOffset(this, node);
      case 'StepInvariantExpr':
        return parseAt(this, node);
      case 'AggregateExpr':
        return this.aggregation(node);
      case 'FunctionCall':
        return {
          type: 'call',
          name: this.text(this.child(node, 'FunctionIdentifier')),
          args: this.arguments(node),
          position,
        };
      default:
        throw this.fail(node, `unexpected ${JSON.stringify(this.text(node))}`);
    }
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

  private arguments(node: SyntaxNode): Expression[] {
    return this.child(node, 'FunctionCallBody')
      .getChildren('Expr')
      .map(argument => this.convert(argument));
  }

  private aggregation(node: SyntaxNode): Aggregation {
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
