/** A full commit id (SHA-1 or SHA-256); anything else is undefined. */
export function commitOf(value: unknown): string | undefined {
  return typeof value === 'string' &&
    /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(value)
    ? value.toLowerCase()
    : undefined;
}
