/** A random key. `crypto.randomUUID` is missing on pages without TLS, this is not. @internal */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
