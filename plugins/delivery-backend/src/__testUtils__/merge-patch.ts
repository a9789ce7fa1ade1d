import { JsonObject, JsonValue } from '@backstage/types';
import { isJsonObject } from '../json/read-json';

/** RFC 7386. */
export function mergePatch(
  target: JsonValue | undefined,
  patch: JsonValue | undefined,
): JsonValue {
  if (!isJsonObject(patch)) {
    return patch ?? null;
  }
  const result: JsonObject = { ...(isJsonObject(target) ? target : {}) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = mergePatch(result[key], value);
    }
  }
  return result;
}
