import { createHash } from 'node:crypto';

/** SHA-256 in hex, as records have it. */
export function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
