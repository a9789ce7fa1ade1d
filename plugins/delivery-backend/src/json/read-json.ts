import { JsonArray, JsonObject, JsonValue } from '@backstage/types';

type Json = JsonValue | undefined;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of keys; `undefined` as soon as something is not an object. */
export function at(value: Json, ...path: string[]): Json {
  return path.reduce<Json>(
    (current, key) => (isJsonObject(current) ? current[key] : undefined),
    value,
  );
}

export const stringAt = (
  value: Json,
  ...path: string[]
): string | undefined => {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
};

export const numberAt = (
  value: Json,
  ...path: string[]
): number | undefined => {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isFinite(found)
    ? found
    : undefined;
};

export const booleanAt = (value: Json, ...path: string[]): boolean =>
  at(value, ...path) === true;

export const objectAt = (value: Json, ...path: string[]): JsonObject => {
  const found = at(value, ...path);
  return isJsonObject(found) ? found : {};
};

export const arrayAt = (value: Json, ...path: string[]): JsonArray => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** The entries of an object that are strings: labels, annotations. */
export const stringsAt = (
  value: Json,
  ...path: string[]
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(objectAt(value, ...path)).flatMap(([key, entry]) =>
      typeof entry === 'string' ? [[key, entry]] : [],
    ),
  );

/** A date as an ISO string; `undefined` when it is none. Kubernetes writes seconds without fractions. */
export const dateAt = (value: Json, ...path: string[]): string | undefined => {
  const text = stringAt(value, ...path);
  const time = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
};

/** Parses JSON text; `undefined` when it is not JSON. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    const parsed: JsonValue = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}
