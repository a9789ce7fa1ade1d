import {
  expressionUse,
  hasExpression,
  isBuiltinFilter,
  parseProblem,
  type ExpressionUse,
  type Reference,
} from './expressions';
import { declaredParameters, declaredSecrets } from './form';
import { SCAFFOLDER_FILTERS, type LintContext } from './LintContext';
import type { TemplateRule } from './rules';
import { stepsOf, type TemplateStep } from './steps';
import type { DocumentPath } from './TemplateSource';
import { isObject, visitTexts } from './visit';

/** What names an expression at one place of the template may use. */
interface Scope {
  parameters: ReadonlySet<string>;
  secrets: ReadonlySet<string>;
  /** All steps, in order. */
  steps: readonly TemplateStep[];
  /** How many of them have run before. */
  ran: number;
  each: boolean;
}

const FUNCTIONS = ['failure', 'always', 'range', 'cycler', 'joiner'];
const ROOTS = ['user', 'context', 'environment', 'backstage'];

/** Judges every expression of the template entity: that it parses, and that what it names is there. */
export function lintReferences(context: LintContext): void {
  const steps = stepsOf(context);
  const scope: Scope = {
    parameters: declaredParameters(context),
    secrets: declaredSecrets(context),
    steps,
    ran: steps.length,
    each: false,
  };
  steps.forEach((step, index) => {
    lintTexts(context, step.value.each, [...step.path, 'each'], {
      ...scope,
      ran: index,
    });
    const inside = { ...scope, ran: index, each: step.each !== undefined };
    for (const key of ['if', 'input', 'name']) {
      lintTexts(context, step.value[key], [...step.path, key], inside);
    }
  });
  const spec = isObject(context.template.spec) ? context.template.spec : {};
  lintTexts(context, spec.output, ['spec', 'output'], scope);
}

function lintTexts(
  context: LintContext,
  value: unknown,
  path: DocumentPath,
  scope: Scope,
): void {
  visitTexts(value, path, (text, place) => {
    if (!hasExpression(text)) return;
    const problem = parseProblem(text);
    if (problem) {
      context.report(
        'expression',
        place,
        `The expression does not parse: ${problem.message}: ${firstLine(text)}`,
      );
      return;
    }
    const use = expressionUse(text);
    lintCapabilities(context, use, (rule, _, message) =>
      context.report(rule, place, message),
    );
    for (const reference of use.references) {
      const [rule, message] = problemOf(context, reference, scope) ?? [];
      if (rule && message) context.report(rule, place, message);
    }
  });
}

/** Filters and functions an expression uses. */
export function lintCapabilities(
  context: LintContext,
  use: ExpressionUse,
  report: (rule: TemplateRule, line: number, message: string) => void,
): void {
  const filters = [...SCAFFOLDER_FILTERS, ...(context.offer.filters ?? [])];
  for (const { path, line } of use.filters) {
    if (!filters.includes(path[0]) && !isBuiltinFilter(path[0])) {
      report('unknown-filter', line, `There is no filter "${path[0]}".`);
    }
  }
  const functions = [...FUNCTIONS, ...(context.offer.globals ?? [])];
  for (const { path, line } of use.calls) {
    if (!functions.includes(path[0])) {
      report(
        'unknown-function',
        line,
        `There is no function "${path[0]}()"; that of a workflow belongs in a file that is not rendered.`,
      );
    }
  }
}

type Problem = [TemplateRule, string] | undefined;

function problemOf(
  context: LintContext,
  { path }: Reference,
  scope: Scope,
): Problem {
  const [root, name] = path;
  switch (root) {
    case 'parameters':
      return declaredProblem(name, scope.parameters, 'parameter', 'the form');
    case 'secrets':
      return declaredProblem(name, scope.secrets, 'secret', 'the template');
    case 'steps':
      return stepProblem(context, path, scope);
    case 'each':
      return eachProblem(name, scope);
    default:
      return [...ROOTS, ...(context.offer.globals ?? [])].includes(root)
        ? undefined
        : ['undeclared-name', `Nothing is called "${path.join('.')}" here.`];
  }
}

function declaredProblem(
  name: string | undefined,
  declared: ReadonlySet<string>,
  what: string,
  where: string,
): Problem {
  if (name === undefined || declared.has(name)) return undefined;
  return [
    'undeclared-name',
    `There is no ${what} "${name}" in ${where}; it would be empty.`,
  ];
}

function eachProblem(name: string | undefined, { each }: Scope): Problem {
  if (!each) {
    return ['undeclared-name', '"each" is only there in a step with each.'];
  }
  return name === undefined || ['key', 'value'].includes(name)
    ? undefined
    : ['undeclared-name', `"each" has key and value, not "${name}".`];
}

function stepProblem(
  context: LintContext,
  [, id, part, output]: string[],
  { steps, ran }: Scope,
): Problem {
  if (id === undefined) return undefined;
  const index = steps.findIndex(step => step.id === id);
  if (index < 0) {
    return ['undeclared-name', `There is no step "${id}".`];
  }
  if (index >= ran) {
    return ['step-order', `The step "${id}" has not run by then.`];
  }
  if (part !== undefined && part !== 'output') {
    return [
      'undeclared-name',
      `A step has "output", not "${part}": steps.${id}.output.…`,
    ];
  }
  return outputProblem(context, steps[index], output);
}

function outputProblem(
  context: LintContext,
  step: TemplateStep,
  output: string | undefined,
): Problem {
  const action = context.offer.actions?.find(({ id }) => id === step.action);
  const schema = action?.schema?.output;
  if (output === undefined || !schema || !('properties' in schema)) {
    return undefined;
  }
  const { properties } = schema;
  if (!isObject(properties) || output in properties) return undefined;
  return [
    'unknown-output',
    `${step.action} puts out ${Object.keys(properties).join(
      ', ',
    )}, not "${output}".`,
  ];
}

function firstLine(text: string): string {
  const line = text.split('\n').find(part => hasExpression(part)) ?? text;
  return line.trim().slice(0, 120);
}
