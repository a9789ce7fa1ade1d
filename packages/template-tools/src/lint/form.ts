import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { BACKSTAGE_FIELDS, type LintContext } from './LintContext';
import type { DocumentPath } from './TemplateSource';
import { isObject, listOf, textOf, visitObjects } from './visit';

/** The pages of the form: one object or a list of them. */
export function formPages(
  context: LintContext,
): { page: Record<string, unknown>; path: DocumentPath }[] {
  const spec = context.template.spec;
  const parameters = isObject(spec) ? spec.parameters : undefined;
  if (isObject(parameters)) {
    return [{ page: parameters, path: ['spec', 'parameters'] }];
  }
  return listOf(parameters).flatMap((page, index) =>
    isObject(page) ? [{ page, path: ['spec', 'parameters', index] }] : [],
  );
}

/** Every parameter the form can ask for, those of dependent parts included. */
export function declaredParameters(context: LintContext): Set<string> {
  const names = new Set<string>();
  for (const { page } of formPages(context)) {
    visitObjects(page, [], object => {
      if (isObject(object.properties)) {
        Object.keys(object.properties).forEach(name => names.add(name));
      }
    });
  }
  return names;
}

/** Secrets the form or the template puts into the task. */
export function declaredSecrets(context: LintContext): Set<string> {
  const names = new Set<string>(['USER_OAUTH_TOKEN']);
  const spec = isObject(context.template.spec) ? context.template.spec : {};
  const secrets = isObject(spec.secrets) ? spec.secrets : {};
  const schema = isObject(secrets.schema) ? secrets.schema : {};
  Object.keys(isObject(schema.properties) ? schema.properties : {}).forEach(
    name => names.add(name),
  );
  visitObjects(spec.parameters, [], object => {
    const key = textOf(object.secretsKey);
    if (key) names.add(key);
    for (const [name, property] of Object.entries(
      isObject(object.properties) ? object.properties : {},
    )) {
      if (isObject(property) && property['ui:field'] === 'Secret') {
        names.add(name);
      }
    }
  });
  return names;
}

/** Judges the pages of the form. */
export function lintForm(context: LintContext): void {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const known = new Set([...BACKSTAGE_FIELDS, ...(context.offer.fields ?? [])]);
  for (const { page, path } of formPages(context)) {
    lintSchema(context, ajv, page, path);
    visitObjects(page, path, (object, place) => {
      lintField(context, object, place, known);
      lintDefault(context, ajv, object, place);
    });
  }
}

function lintSchema(
  context: LintContext,
  ajv: Ajv,
  page: Record<string, unknown>,
  path: DocumentPath,
): void {
  if (!ajv.validateSchema(page)) {
    context.report(
      'form',
      path,
      `The page is no valid JSON Schema: ${ajv.errorsText(ajv.errors)}.`,
    );
  }
  const names = new Set<string>();
  visitObjects(page, [], object => {
    if (isObject(object.properties)) {
      Object.keys(object.properties).forEach(name => names.add(name));
    }
  });
  listOf(page.required).forEach((name, index) => {
    if (!names.has(String(name))) {
      context.report(
        'form',
        [...path, 'required', index],
        `The page requires "${name}" and does not ask for it.`,
      );
    }
  });
}

function lintField(
  context: LintContext,
  object: Record<string, unknown>,
  path: DocumentPath,
  known: ReadonlySet<string>,
): void {
  if (object['ui:widget'] === 'password') {
    context.report(
      'password-widget',
      [...path, 'ui:widget'],
      'A password widget stores what is typed with the task, in plain text; use ui:field: Secret.',
    );
  }
  const field = textOf(object['ui:field']);
  if (field && !known.has(field)) {
    context.report(
      'unknown-field',
      [...path, 'ui:field'],
      `There is no field "${field}"; known are ${[...known]
        .sort()
        .join(', ')}.`,
    );
  }
}

function lintDefault(
  context: LintContext,
  ajv: Ajv,
  object: Record<string, unknown>,
  path: DocumentPath,
): void {
  // A property called "default" is no default: only an object with a type is a schema.
  if (object.default === undefined || typeof object.type !== 'string') return;
  let valid: boolean;
  try {
    valid = ajv.validate(object, object.default);
  } catch {
    // No valid schema, which is told as such.
    return;
  }
  if (!valid) {
    context.report(
      'default-does-not-fit',
      [...path, 'default'],
      `The default ${JSON.stringify(object.default)} is refused by the form: ${
        ajv.errors?.[0]?.message
      }.`,
    );
  }
}
