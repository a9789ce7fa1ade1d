import type { LintContext } from './LintContext';
import { isObject, listOf, textOf } from './visit';
import type { DocumentPath } from './TemplateSource';

export interface TemplateStep {
  id: string;
  action: string | undefined;
  input: unknown;
  each: unknown;
  value: Record<string, unknown>;
  path: DocumentPath;
}

/** The steps in their order; one without an id gets the Scaffolder's own `step-1`. */
export function stepsOf(context: LintContext): TemplateStep[] {
  const spec = context.template.spec;
  return listOf(isObject(spec) ? spec.steps : undefined)
    .filter(isObject)
    .map((step, index) => ({
      id: textOf(step.id) ?? `step-${index + 1}`,
      action: textOf(step.action),
      input: step.input,
      each: step.each,
      value: step,
      path: ['spec', 'steps', index],
    }));
}
