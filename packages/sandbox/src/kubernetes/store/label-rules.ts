import { JsonObject, objectOf } from './json';

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/**
 * Refuses labels and annotations the API server refuses; a number that was not quoted in YAML and a version that is too
 * long for a label are the usual ones.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function validateLabels(
  metadata: JsonObject,
  path: string,
  fail: (field: string, why: string) => never,
): void {
  const { labels, annotations } = metadata;
  for (const [field, map] of Object.entries({ labels, annotations })) {
    for (const [key, value] of Object.entries(objectOf(map))) {
      const shown = JSON.stringify(value);
      if (!isQualifiedName(key)) {
        fail(`${path}.${field}`, `Invalid value: "${key}": not a valid name`);
      }
      if (typeof value !== 'string') {
        fail(
          `${path}.${field}.${key}`,
          `Invalid value: ${shown}: not a string`,
        );
      }
      if (field === 'labels' && value !== '' && !NAME.test(String(value))) {
        fail(`${path}.${field}`, `Invalid value: ${shown}: not a label value`);
      }
    }
  }
}

function isQualifiedName(key: string): boolean {
  const parts = key.split('/');
  const name = parts.pop() ?? '';
  return (
    NAME.test(name) && parts.length <= 1 && parts.every(it => PREFIX.test(it))
  );
}
