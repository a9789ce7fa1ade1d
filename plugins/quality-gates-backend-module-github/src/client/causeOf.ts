import { isError } from '@backstage/errors';

/** What an error says; `fetch` hides the reason ("ECONNREFUSED") in its cause. */
export function causeOf(error: unknown): string {
  if (!isError(error)) return String(error);
  const { cause } = error;
  if (isError(cause)) return causeOf(cause);
  const code = typeof error.code === 'string' ? error.code : '';
  return error.message || code || error.name;
}
