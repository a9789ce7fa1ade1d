import { createTemplateRenderer, TemplateRenderError } from 'nunjitsu';

/** A name an expression reads, e.g. `['parameters', 'name']` for `parameters.name` or `parameters['name']`. */
export interface Reference {
  path: string[];
  /** Something else stands in when it is not there: `values.x or 5`, `values.x | default(5)`. */
  optional?: boolean;
  /** Counted from one, within the text. */
  line: number;
}

export interface ExpressionUse {
  references: Reference[];
  filters: Reference[];
  /** Functions called by their plain name. */
  calls: Reference[];
}

export interface ParseProblem {
  line: number;
  message: string;
}

const renderer = createTemplateRenderer();

/** Whether the text has anything that would be rendered. */
export function hasExpression(text: string): boolean {
  return /\$\{\{|\{%/.test(text);
}

/** What keeps the text from being parsed by the Scaffolder's own engine. */
export function parseProblem(text: string): ParseProblem | undefined {
  try {
    renderer.render(text, {});
  } catch (error) {
    // With nothing to render from, an evaluation may well fail; only the parser's word counts here.
    if (error instanceof TemplateRenderError && error.phase === 'parse') {
      return {
        line: error.line ?? 1,
        message: error.message.replace(
          /^Template error at line \d+, column (\d+): /,
          'column $1: ',
        ),
      };
    }
  }
  return undefined;
}

/** Whether the engine itself has a filter of this name. */
export function isBuiltinFilter(name: string): boolean {
  try {
    renderer.render(`\${{ "" | ${name} }}`, {});
    return true;
  } catch (error) {
    return !(
      error instanceof Error && /Unknown template filter/.test(error.message)
    );
  }
}

const REGION =
  /\{#[\s\S]*?#\}|\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\}|(\$\{\{|\{%)-?([\s\S]*?)-?(?:\}\}|%\})/g;

const TOKEN =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_$][\w$]*|\d+(?:\.\d+)?|[=!<>]=|[^\s]/g;

const KEYWORDS = new Set(
  'if else elif elseif endif for endfor in set endset and or not is true false none null macro endmacro call endcall filter endfilter switch case default endswitch recursive'.split(
    ' ',
  ),
);

interface Token {
  text: string;
  line: number;
}

/** Everything the rendered parts of a text use, without the names they define themselves. */
export function expressionUse(text: string): ExpressionUse {
  const use: ExpressionUse = { references: [], filters: [], calls: [] };
  const locals = new Set(['loop', 'caller']);
  for (const match of text.matchAll(REGION)) {
    if (match[1] === undefined) continue;
    const start = (match.index ?? 0) + match[0].indexOf(match[2]);
    const tokens = tokenize(match[2], text.slice(0, start).split('\n').length);
    if (match[1] === '{%') defineLocals(tokens, locals);
    collect(tokens, use);
  }
  const isFree = ({ path }: Reference) => !locals.has(path[0]);
  return {
    ...use,
    references: use.references.filter(isFree),
    calls: use.calls.filter(isFree),
  };
}

function tokenize(text: string, firstLine: number): Token[] {
  return [...text.matchAll(TOKEN)].map(match => ({
    text: match[0],
    line: firstLine + text.slice(0, match.index).split('\n').length - 1,
  }));
}

/** `set x =`, `for a, b in`, `macro name(a, b)`. */
function defineLocals(tokens: Token[], locals: Set<string>): void {
  const [keyword] = tokens;
  const end = { set: '=', for: 'in', macro: ')', call: ')' }[
    keyword?.text ?? ''
  ];
  if (!end) return;
  for (const token of tokens.slice(1)) {
    if (token.text === end) return;
    if (isName(token)) locals.add(token.text);
  }
}

function isName(token: Token | undefined): boolean {
  return token !== undefined && /^[A-Za-z_$]/.test(token.text);
}

function collect(tokens: Token[], use: ExpressionUse): void {
  let index = 0;
  // The word a tag begins with is no name; a dictionary's key and a keyword argument are none either.
  while (index < tokens.length) {
    const token = tokens[index];
    const before = tokens[index - 1]?.text;
    if (before === '|' && isName(token)) {
      use.filters.push({ path: [token.text], line: token.line });
      index += 1;
    } else if (isReference(token, before, tokens[index + 1]?.text)) {
      index = collectReference(tokens, index, use);
    } else {
      index += 1;
    }
  }
}

function isReference(
  token: Token,
  before: string | undefined,
  after: string | undefined,
): boolean {
  if (!isName(token) || KEYWORDS.has(token.text)) return false;
  if (before === '.' || before === 'is') return false;
  return after !== ':' && after !== '=';
}

function collectReference(
  tokens: Token[],
  first: number,
  use: ExpressionUse,
): number {
  const path = [tokens[first].text];
  let index = first + 1;
  for (let step = stepOf(tokens, index); step; step = stepOf(tokens, index)) {
    path.push(step.name);
    index += step.length;
  }
  const called = tokens[index]?.text === '(';
  const reference: Reference = {
    path,
    line: tokens[first].line,
    optional: hasFallback(tokens[index]?.text, tokens[index + 1]?.text),
  };
  if (called && path.length === 1) use.calls.push(reference);
  else {
    use.references.push(
      called ? { ...reference, path: path.slice(0, -1) } : reference,
    );
  }
  return index;
}

/** `.name` or `["name"]`. */
function stepOf(
  tokens: Token[],
  index: number,
): { name: string; length: number } | undefined {
  const [one, two, three] = tokens.slice(index, index + 3);
  if (!one || !two) return undefined;
  if (one.text === '.' && isName(two)) return { name: two.text, length: 2 };
  const quoted = /^["']/.test(two.text);
  return one.text === '[' && quoted && three?.text === ']'
    ? { name: two.text.slice(1, -1), length: 3 }
    : undefined;
}

function hasFallback(next: string | undefined, after: string | undefined) {
  return next === 'or' || (next === '|' && after === 'default');
}
