import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { hasExpression } from './expressions';
import type { LintContext } from './LintContext';
import { stepsOf, type TemplateStep } from './steps';
import { isObject, visitObjects, visitTexts } from './visit';

/** Judges the actions the steps name, and what they give them. */
export function lintActions(context: LintContext): void {
  const seen = new Set<string>();
  for (const step of stepsOf(context)) {
    if (seen.has(step.id)) {
      context.report(
        'duplicate-step',
        [...step.path, 'id'],
        `Two steps are called "${step.id}"; the output of the first is lost.`,
      );
    }
    seen.add(step.id);
    lintAction(context, step);
    visitObjects(step.input, [...step.path, 'input'], (object, path) => {
      if ('copyWithoutRender' in object) {
        context.report(
          'copy-without-render',
          [...path, 'copyWithoutRender'],
          'copyWithoutRender is ignored without a word; use templateFileExtension: true, or copyWithoutTemplating.',
        );
      }
    });
  }
}

function lintAction(context: LintContext, step: TemplateStep): void {
  const { actions } = context.offer;
  if (!actions || !step.action) return;
  const action = actions.find(({ id }) => id === step.action);
  if (!action) {
    context.report(
      'unknown-action',
      [...step.path, 'action'],
      `There is no action "${step.action}".`,
    );
    return;
  }
  if (!action.schema?.input) return;
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  const input = isObject(step.input) ? step.input : {};
  if (ajv.validate(action.schema.input, input)) return;
  for (const error of judgeable(ajv.errors ?? [], input)) {
    context.report(
      'action-input',
      [...step.path, 'input', ...pointer(error.instancePath)],
      `The input of ${step.action} does not fit: ${describe(error)}.`,
    );
  }
}

function describe({ instancePath, message, params }: ErrorObject): string {
  const where = instancePath ? `${instancePath.slice(1)} ` : '';
  const extra = params.additionalProperty ?? params.allowedValues;
  return `${where}${message}${extra ? ` (${extra})` : ''}`;
}

/** An expression may become anything, so only what does not depend on one is an error. */
function judgeable(
  errors: readonly ErrorObject[],
  input: object,
): ErrorObject[] {
  const expressions: string[] = [];
  visitTexts(input, [], (text, path) => {
    if (hasExpression(text)) expressions.push(`/${path.map(escape).join('/')}`);
  });
  return errors.filter(({ instancePath, keyword }) => {
    const below = expressions.some(expression =>
      `${expression}/`.startsWith(`${instancePath}/`),
    );
    const composite = ['anyOf', 'oneOf', 'not', 'if', 'allOf'].includes(
      keyword,
    );
    return !(composite ? below : expressions.includes(instancePath));
  });
}

function escape(part: string | number): string {
  return String(part).replace(/~/g, '~0').replace(/\//g, '~1');
}

function pointer(instancePath: string): string[] {
  return instancePath
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}
