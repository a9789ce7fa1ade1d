import { isError } from '@backstage/errors';
import { errorCode } from '../errorCode';

/** `ECONNREFUSED` or a sentence: `fetch` fails with a general error; its cause says why. */
export function networkReason(error: unknown): string {
  if (!isError(error)) return 'unknown reason';
  const { cause } = error;
  return errorCode(cause) ?? (isError(cause) ? cause.message : error.message);
}
