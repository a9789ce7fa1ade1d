import { UsageError } from '../config/GatesConfig';

/** The full SHA in small letters. */
export function parseCommit(text: string): string {
  if (!/^[0-9a-f]{40}$/i.test(text)) {
    throw new UsageError('--commit must be the full SHA of 40 hex digits.');
  }
  return text.toLocaleLowerCase('en-US');
}
