/** Values an expression may see, e.g. `{ github: { ref: 'refs/heads/main' } }`. */
export interface ExpressionContext {
  values: Record<string, unknown>;
  status: { success: boolean; failure: boolean; cancelled: boolean };
  /** Whether files match a pattern in the work tree. */
  hashFiles: (patterns: string[]) => string;
}

type Token = { kind: 'operator' | 'name' | 'string' | 'number'; text: string };

const tokenPattern =
  /\s*(?:(&&|\|\||==|!=|<=|>=|[<>!(),])|('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.*-]*(?:\[[^\]]*\][\w.*-]*)*))/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match)
      throw new Error(`Unexpected text in an expression: ${text.slice(at)}`);
    const [, operator, string, number, name] = match;
    if (operator) tokens.push({ kind: 'operator', text: operator });
    else if (string)
      tokens.push({
        kind: 'string',
        text: string.slice(1, -1).replace(/''/g, "'"),
      });
    else if (number) tokens.push({ kind: 'number', text: number });
    else tokens.push({ kind: 'name', text: name });
  }
  return tokens;
}

const truthy = (value: unknown) => Boolean(value) && value !== '';

function lookUp(values: Record<string, unknown>, path: string): unknown {
  let current: unknown = values;
  for (const part of path
    .replace(/\[['"]?([^'"\]]*)['"]?\]/g, '.$1')
    .split('.')) {
    if (typeof current !== 'object' || current === null) return '';
    current = new Map(Object.entries(current)).get(part);
  }
  return current ?? '';
}

function equal(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string')
    return a.toLowerCase() === b.toLowerCase();
  return typeof a === typeof b ? a === b : Number(a) === Number(b);
}

const texts = (parameters: unknown[]) =>
  parameters.map(each => String(each).toLowerCase());

type ExpressionFunction = (
  parameters: unknown[],
  context: ExpressionContext,
) => unknown;

const functions: Record<string, ExpressionFunction | undefined> = {
  always: () => true,
  success: (_none, { status }) => status.success,
  failure: (_none, { status }) => status.failure,
  cancelled: (_none, { status }) => status.cancelled,
  contains: parameters => {
    const [first = '', second = ''] = texts(parameters);
    return first.includes(second);
  },
  startsWith: parameters => {
    const [first = '', second = ''] = texts(parameters);
    return first.startsWith(second);
  },
  endsWith: parameters => {
    const [first = '', second = ''] = texts(parameters);
    return first.endsWith(second);
  },
  format: ([pattern, ...values]) =>
    String(pattern).replace(/\{(\d+)\}/g, (_whole, index: string) =>
      String(values[Number(index)] ?? ''),
    ),
  toJSON: ([value]) => JSON.stringify(value, null, 2),
  hashFiles: (patterns, { hashFiles }) => hashFiles(patterns.map(String)),
};

function callFunction(
  name: string,
  parameters: unknown[],
  context: ExpressionContext,
): unknown {
  const call = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!call)
    throw new Error(`The sandbox does not know the function ${name}()`);
  return call(parameters, context);
}

/** Recursive descent over GitHub's expression language, as far as conditions of jobs and steps use it. */
class Evaluator {
  #position = 0;

  constructor(
    private readonly tokens: Token[],
    private readonly context: ExpressionContext,
  ) {}

  evaluate(): unknown {
    const value = this.#or();
    if (this.#position < this.tokens.length)
      throw new Error(`Unexpected "${this.tokens[this.#position].text}"`);
    return value;
  }

  #take(...operators: string[]): string | undefined {
    const token = this.tokens[this.#position];
    if (token?.kind !== 'operator' || !operators.includes(token.text))
      return undefined;
    this.#position += 1;
    return token.text;
  }

  #or(): unknown {
    let value = this.#and();
    while (this.#take('||')) {
      const right = this.#and();
      value = truthy(value) ? value : right;
    }
    return value;
  }

  #and(): unknown {
    let value = this.#comparison();
    while (this.#take('&&')) {
      const right = this.#comparison();
      value = truthy(value) ? right : value;
    }
    return value;
  }

  #comparison(): unknown {
    let value = this.#unary();
    for (
      let operator = this.#take('==', '!=', '<', '>', '<=', '>=');
      operator;
      operator = this.#take('==', '!=')
    ) {
      const right = this.#unary();
      if (operator === '==') value = equal(value, right);
      else if (operator === '!=') value = !equal(value, right);
      else if (operator === '<') value = Number(value) < Number(right);
      else if (operator === '>') value = Number(value) > Number(right);
      else if (operator === '<=') value = Number(value) <= Number(right);
      else value = Number(value) >= Number(right);
    }
    return value;
  }

  #unary(): unknown {
    if (this.#take('!')) return !truthy(this.#unary());
    if (this.#take('(')) {
      const value = this.#or();
      if (!this.#take(')')) throw new Error('Missing ")"');
      return value;
    }
    const token = this.tokens[this.#position];
    if (!token || token.kind === 'operator')
      throw new Error('The expression ends too early');
    this.#position += 1;
    return this.#operand(token);
  }

  #operand(token: Token): unknown {
    if (token.kind === 'string') return token.text;
    if (token.kind === 'number') return Number(token.text);
    if (this.#take('(')) return this.#call(token.text);
    if (token.text === 'true' || token.text === 'false')
      return token.text === 'true';
    return token.text === 'null' ? '' : lookUp(this.context.values, token.text);
  }

  #call(name: string): unknown {
    const parameters: unknown[] = [];
    while (!this.#take(')')) {
      parameters.push(this.#or());
      if (!this.#take(',') && this.tokens[this.#position]?.text !== ')')
        throw new Error('Missing ")"');
    }
    return callFunction(name, parameters, this.context);
  }
}

/** Evaluates one expression, with or without `${{ }}`. */
export function evaluateExpression(
  text: string,
  context: ExpressionContext,
): unknown {
  const inner = /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(text)?.[1] ?? text;
  return new Evaluator(tokenize(inner), context).evaluate();
}

/** A condition under `if:`; without a status function it also asks for success, as GitHub does. */
export function isTrue(
  condition: string | undefined,
  context: ExpressionContext,
): boolean {
  if (condition === undefined) return context.status.success;
  const value = truthy(evaluateExpression(condition, context));
  return /\b(always|success|failure|cancelled)\s*\(/.test(condition)
    ? value
    : value && context.status.success;
}

/** Replaces every `${{ … }}` in a text. */
export function interpolate(text: string, context: ExpressionContext): string {
  return text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_whole, inner: string) =>
    String(evaluateExpression(inner, context)),
  );
}
