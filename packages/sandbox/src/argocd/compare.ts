import { KubeObject } from '../kubernetes/object-store';
import { cloneJson, isJsonObject } from '../kubernetes/store/json';
import { IgnoredDifference } from './application';
import { refOf } from './resource-key';

/**
 * Whether the live object has everything the repository says. Fields the repository does not mention are the cluster's
 * own (defaults, status, what other controllers add) and do not count; neither does what `ignoreDifferences` points at.
 */
export function isInSync(
  desired: KubeObject,
  live: KubeObject,
  ignored: readonly IgnoredDifference[],
): boolean {
  const wanted = withoutIgnored(desired, ignored);
  const actual = withoutIgnored(live, ignored);
  const { apiVersion, status, ...fields } = wanted;
  return includes(fields, actual);
}

/** A copy without the fields that are somebody else's. */
export function withoutIgnored(
  object: KubeObject,
  ignored: readonly IgnoredDifference[],
): KubeObject {
  const copy = cloneJson(object);
  const ref = refOf(object);
  for (const entry of ignored) {
    const applies =
      (entry.group === '*' || entry.group === ref.group) &&
      (entry.kind === '*' || entry.kind === ref.kind) &&
      (!entry.name || entry.name === ref.name) &&
      (!entry.namespace || entry.namespace === ref.namespace);
    if (applies) {
      entry.jsonPointers.forEach(pointer => removeAt(copy, pointer));
    }
  }
  return copy;
}

function includes(wanted: unknown, actual: unknown): boolean {
  if (wanted === undefined || wanted === null) {
    return true;
  }
  // The API server may drop what is empty: {}, [] and "not there" are the same.
  if (isEmpty(actual)) {
    return isEmpty(wanted);
  }
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(actual) &&
      wanted.length === actual.length &&
      wanted.every((item, index) => includes(item, actual[index]))
    );
  }
  if (isJsonObject(wanted)) {
    return (
      isJsonObject(actual) &&
      Object.entries(wanted).every(([key, value]) =>
        includes(value, actual[key]),
      )
    );
  }
  return wanted === actual;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.length === 0;
  }
  return isJsonObject(value) && Object.values(value).every(isEmpty);
}

function removeAt(object: Record<string, unknown>, pointer: string): void {
  const path = pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const last = path.pop();
  let current: unknown = object;
  for (const part of path) {
    if (Array.isArray(current)) {
      current = current[Number(part)];
    } else if (isJsonObject(current)) {
      current = current[part];
    } else {
      return;
    }
  }
  if (last === undefined) {
    return;
  }
  if (isJsonObject(current)) {
    delete current[last];
  } else if (Array.isArray(current)) {
    current.splice(Number(last), 1);
  }
}
