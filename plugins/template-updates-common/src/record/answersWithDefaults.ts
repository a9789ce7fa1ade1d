/**
 * The recorded answers, with the defaults of questions that the template did not ask yet when the service was made.
 * `parameters` is `spec.parameters` of the Template entity.
 *
 * @public
 */
export function answersWithDefaults(
  parameters: unknown,
  answers: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const filled = { ...answers };
  for (const page of Array.isArray(parameters) ? parameters : [parameters]) {
    for (const [name, property] of Object.entries(propertiesOf(page))) {
      const value = defaultOf(property);
      if (filled[name] === undefined && value !== undefined) {
        filled[name] = value;
      }
    }
  }
  return filled;
}

function propertiesOf(page: unknown): object {
  return isObject(page) && 'properties' in page && isObject(page.properties)
    ? page.properties
    : {};
}

function defaultOf(property: unknown): unknown {
  return isObject(property) && 'default' in property
    ? property.default
    : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
