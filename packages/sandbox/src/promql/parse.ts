import { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { checkTypes } from './check-types';
import { Expression } from './expression';
import { parseError, PromqlError } from './promql-error';
import { SyntaxConverter } from './syntax-converter';

/** Longer queries are refused before they are parsed. */
export const MAX_QUERY_LENGTH = 16_384;

/** Reads a query as Prometheus 2.42 does; syntax that came later is an error. */
export function parseExpression(query: string): Expression {
  if (query.length > MAX_QUERY_LENGTH) {
    throw new PromqlError(
      'bad_data',
      `query is longer than ${MAX_QUERY_LENGTH} characters`,
    );
  }
  if (query.trim() === '') {
    throw new PromqlError(
      'bad_data',
      'unknown position: parse error: no expression found in input',
    );
  }
  const tree = parser.parse(query);
  refuseSyntaxErrors(query, tree.topNode);
  const top = tree.topNode.getChild('Expr');
  if (!top) throw parseError(query, 0, 'no expression found in input');
  const expression = new SyntaxConverter(query).convert(top);
  checkTypes(query, expression);
  return expression;
}

function refuseSyntaxErrors(query: string, top: SyntaxNode): void {
  top.cursor().iterate(node => {
    if (!node.type.isError) return;
    const call = /([A-Za-z_:][\w:]*)\s*$/.exec(query.slice(0, node.from));
    if (call && query[node.from] === '(') {
      throw parseError(
        query,
        call.index,
        `unknown function with name "${call[1]}"`,
      );
    }
    const found = query.slice(node.from).trim().slice(0, 20);
    throw parseError(
      query,
      node.from,
      found === ''
        ? 'unexpected end of input'
        : `unexpected ${JSON.stringify(found)}`,
    );
  });
}
