import { InputError } from '@backstage/errors';

// `{{ name }}`, and `{{- name -}}`, which takes the white space around it along.
const actions = /(?:\s*\{\{-(?=\s)|\{\{)\s*([^{}]*?)\s*(?:-\}\}\s*|\}\})/g;

/**
 * Fills the query of a MetricTemplate as Flagger does. Flagger lets a template use all of Go's template language; what is
 * more than a name is refused instead of guessed.
 *
 * @see https://docs.flagger.app/usage/metrics#custom-metrics
 */
export function renderMetricTemplate(
  query: string,
  values: Readonly<Record<string, string>>,
): string {
  return query
    .replace(actions, (_, name: string) => {
      if (!Object.hasOwn(values, name)) {
        throw new InputError(`{{ ${name} }} is not known`);
      }
      return values[name];
    })
    .trim();
}
