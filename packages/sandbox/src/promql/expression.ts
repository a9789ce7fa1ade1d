import { Matcher } from './matcher';

/** A fixed evaluation time: Unix milliseconds, or an edge of the query range. */
export type AtModifier = number | 'start' | 'end';

/** Where in the query the node begins, for error messages. */
interface Positioned {
  position: number;
}

export interface Selector extends Positioned {
  type: 'selector';
  matchers: Matcher[];
  offset?: number;
  at?: AtModifier;
}

export interface RangeSelector extends Positioned {
  type: 'range';
  selector: Selector;
  range: number;
}

export interface Subquery extends Positioned {
  type: 'subquery';
  expression: Expression;
  range: number;
  /** Undefined = the server's default evaluation interval. */
  step?: number;
  offset?: number;
  at?: AtModifier;
}

export interface Call extends Positioned {
  type: 'call';
  name: string;
  args: Expression[];
}

export interface Aggregation extends Positioned {
  type: 'aggregation';
  operator: string;
  expression: Expression;
  parameter?: Expression;
  grouping: string[];
  without: boolean;
}

export interface VectorMatching {
  on: boolean;
  labels: string[];
  cardinality: 'one-to-one' | 'many-to-one' | 'one-to-many';
  include: string[];
}

export interface BinaryOperation extends Positioned {
  type: 'binary';
  operator: string;
  left: Expression;
  right: Expression;
  bool: boolean;
  matching: VectorMatching;
  /** Whether `on` or `ignoring` was written, which only vectors may have. */
  matchingWritten: boolean;
}

/** Durations and times are milliseconds throughout. */
export type Expression =
  | ({ type: 'number'; value: number } & Positioned)
  | ({ type: 'string'; value: string } & Positioned)
  | ({ type: 'parenthesis'; expression: Expression } & Positioned)
  | ({
      type: 'unary';
      operator: '+' | '-';
      expression: Expression;
    } & Positioned)
  | Selector
  | RangeSelector
  | Subquery
  | Call
  | Aggregation
  | BinaryOperation;

export function unwrapParentheses(expression: Expression): Expression {
  return expression.type === 'parenthesis'
    ? unwrapParentheses(expression.expression)
    : expression;
}
