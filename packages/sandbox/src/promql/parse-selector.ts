import { SyntaxNode } from '@lezer/common';
import { Selector } from './expression';
import { METRIC_NAME } from './labels';
import { createMatcher, Matcher, matchOperators } from './matcher';
import type { SyntaxConverter } from './syntax-converter';

export function parseSelector(
  converter: SyntaxConverter,
  node: SyntaxNode,
): Selector {
  const matchers: Matcher[] = [];
  const name = node.getChild('Identifier');
  if (name)
    matchers.push(createMatcher(METRIC_NAME, '=', converter.text(name)));
  const list = node.getChild('LabelMatchers');
  if (list) {
    if (
      list.getChild('QuotedLabelMatcher') ||
      list.getChild('QuotedLabelName')
    ) {
      throw converter.fail(
        list,
        'unexpected string in label matching, expected identifier or "}"',
      );
    }
    for (const matcher of list.getChildren('UnquotedLabelMatcher')) {
      matchers.push(parseMatcher(converter, matcher));
    }
  }
  const names = matchers.filter(matcher => matcher.name === METRIC_NAME);
  if (name && names.length > 1) {
    throw converter.fail(
      node,
      `metric name must not be set twice: "${names[0].value}" or "${names[1].value}"`,
    );
  }
  if (matchers.every(matcher => matcher.matches(''))) {
    throw converter.fail(
      node,
      'vector selector must contain at least one non-empty matcher',
    );
  }
  return { type: 'selector', matchers, position: node.from };
}

function parseMatcher(converter: SyntaxConverter, node: SyntaxNode): Matcher {
  const written = converter.text(converter.child(node, 'MatchOp'));
  const operator = matchOperators.find(known => known === written);
  if (!operator)
    throw converter.fail(node, `unexpected ${written} in label matching`);
  const value = converter.string(converter.child(node, 'StringLiteral'));
  try {
    return createMatcher(
      converter.text(converter.child(node, 'LabelName')),
      operator,
      value,
    );
  } catch (error) {
    throw converter.fail(
      node,
      error instanceof Error ? error.message : String(error),
    );
  }
}
