/** Anything that survives `JSON.stringify` unchanged. @public */
export type FingerprintValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly FingerprintValue[]
  | { readonly [key: string]: FingerprintValue };

/** Keys sorted and `undefined` dropped, so that equal facts give equal text. */
function canonical(value: FingerprintValue): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** MurmurHash-style mixing of two 32-bit lanes (cyrb53): detects change, is not a secret and not a signature. */
function hash64(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high =
    Math.imul(high ^ (high >>> 16), 2246822507) ^
    Math.imul(low ^ (low >>> 13), 3266489909);
  low =
    Math.imul(low ^ (low >>> 16), 2246822507) ^
    Math.imul(high ^ (high >>> 13), 3266489909);
  const hex = (part: number) => (part >>> 0).toString(16).padStart(8, '0');
  return `${hex(low)}${hex(high)}`;
}

/**
 * A stable 16-digit hash over facts, the same in the browser and in Node.
 *
 * @public
 */
export const fingerprint = (facts: FingerprintValue): string =>
  hash64(canonical(facts));
