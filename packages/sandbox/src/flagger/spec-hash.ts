import { isJsonObject } from '../kubernetes/store/json';

const SAFE_CHARACTERS = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * A short name for a content, in the form Flagger writes to `lastAppliedSpec` (FNV-1a, no vowels). Flagger hashes Go's
 * in-memory form, so the values differ from a real cluster's; only equality counts.
 */
export function specHash(content: unknown): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(canonical(content), 'utf8')) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return [...String(hash)]
    .map(digit => SAFE_CHARACTERS[digit.charCodeAt(0) % SAFE_CHARACTERS.length])
    .join('');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (isJsonObject(value)) {
    const fields = Object.keys(value)
      .filter(key => value[key] !== undefined && value[key] !== null)
      .sort()
      .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
