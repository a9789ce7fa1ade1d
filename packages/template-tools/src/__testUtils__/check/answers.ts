import { InputError } from '@backstage/errors';
import { isObject, listOf, textOf } from '../../lint/visit';
import type { Dimensions } from './pairwise';

/** Answers to fields whose values come from the catalog; the harness's catalog has these. */
const FIELD_ANSWERS: Readonly<Record<string, unknown>> = {
  OwnerPicker: 'group:default/team-saju',
  MyGroupsPicker: 'group:default/team-saju',
};

/** Fields that show something and ask nothing. */
const SILENT_FIELDS: readonly string[] = ['Heal7Preview'];

const SENTENCE = 'Answers with one sentence of luck: 행운';

/** The names at the edges of what a service may be called: shortest and longest. */
const NAME = 'fortune-cookie';

/** For every question of a form the answers that are worth trying, the ordinary one first. */
export function dimensionsOf(
  template: Record<string, unknown>,
): Dimensions<unknown> {
  const dimensions: Record<string, readonly unknown[]> = {};
  const spec = isObject(template.spec) ? template.spec : {};
  const pages = isObject(spec.parameters)
    ? [spec.parameters]
    : listOf(spec.parameters);
  for (const page of pages.filter(isObject)) {
    for (const [name, property] of Object.entries(propertiesOf(page))) {
      if (SILENT_FIELDS.includes(textOf(property['ui:field']) ?? '')) continue;
      dimensions[name] = answersTo(name, property);
    }
  }
  return dimensions;
}

/** Properties of a page, those of its dependent parts included. */
function propertiesOf(
  page: Record<string, unknown>,
): Record<string, Record<string, unknown>> {
  const found: Record<string, Record<string, unknown>> = {};
  for (const [name, property] of Object.entries(
    isObject(page.properties) ? page.properties : {},
  )) {
    if (isObject(property)) found[name] = property;
  }
  for (const dependency of Object.values(
    isObject(page.dependencies) ? page.dependencies : {},
  )) {
    const parts = isObject(dependency)
      ? [dependency, ...listOf(dependency.oneOf).filter(isObject)]
      : [];
    for (const part of parts) {
      Object.assign(found, { ...propertiesOf(part), ...found });
    }
  }
  return found;
}

function answersTo(
  name: string,
  property: Record<string, unknown>,
): readonly unknown[] {
  if (property.type === 'boolean') {
    return property.default === true ? [true, false] : [false, true];
  }
  const choices = choicesOf(property);
  if (choices.length > 0) return withFirst(choices, property.default);
  const field = textOf(property['ui:field']);
  if (field && field in FIELD_ANSWERS) return [FIELD_ANSWERS[field]];
  if (name === 'name') return names(property);
  const given = givenBy(property);
  if (given.length > 0) return given;
  if (takesSentence(name, property)) return [SENTENCE];
  throw new InputError(
    `The form gives neither a default nor examples for "${name}", so it cannot be tried.`,
  );
}

function takesSentence(
  name: string,
  property: Record<string, unknown>,
): boolean {
  const anyText = property.type === 'string' && property.pattern === undefined;
  return anyText || name === 'description';
}

/** The default and the examples of the form. */
function givenBy(property: Record<string, unknown>): unknown[] {
  const first = property.default === undefined ? [] : [property.default];
  return [...new Set([...first, ...listOf(property.examples)])];
}

function choicesOf(property: Record<string, unknown>): unknown[] {
  const alternatives = [...listOf(property.oneOf), ...listOf(property.anyOf)]
    .filter(isObject)
    .flatMap(option => ('const' in option ? [option.const] : []));
  return [...listOf(property.enum), ...alternatives];
}

function withFirst(choices: readonly unknown[], first: unknown): unknown[] {
  return choices.includes(first)
    ? [first, ...choices.filter(choice => choice !== first)]
    : [...choices];
}

function names({ minLength, maxLength }: Record<string, unknown>): string[] {
  const shortest = typeof minLength === 'number' ? minLength : 3;
  const longest = typeof maxLength === 'number' ? maxLength : 40;
  return [
    NAME,
    'abcdefghij'.repeat(4).slice(0, shortest),
    `${'long-name-'.repeat(8).slice(0, longest - 1)}z`,
  ];
}
