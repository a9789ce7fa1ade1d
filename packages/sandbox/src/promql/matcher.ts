import { compileGoRegex } from './go-regex';
import { Labels } from './labels';

export const matchOperators = ['=', '!=', '=~', '!~'] as const;
export type MatchOperator = (typeof matchOperators)[number];

export interface Matcher {
  name: string;
  operator: MatchOperator;
  value: string;
  /** A missing label is tested as the empty string. */
  matches(value: string): boolean;
}

export function createMatcher(
  name: string,
  operator: MatchOperator,
  value: string,
): Matcher {
  return { name, operator, value, matches: createTest(operator, value) };
}

function createTest(
  operator: MatchOperator,
  value: string,
): (candidate: string) => boolean {
  if (operator === '=') return candidate => candidate === value;
  if (operator === '!=') return candidate => candidate !== value;
  const regex = compileGoRegex(value);
  return operator === '=~'
    ? candidate => regex.test(candidate)
    : candidate => !regex.test(candidate);
}

export function matchesAll(matchers: Matcher[], labels: Labels): boolean {
  return matchers.every(matcher => matcher.matches(labels[matcher.name] ?? ''));
}
