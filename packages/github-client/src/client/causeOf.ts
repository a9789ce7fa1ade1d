import { isError } from '@backstage/errors';

/** What an error says; `fetch` hides the reason ("ECONNREFUSED") in its cause, of several attempts in the first one. */
export function causeOf(error: unknown): string {
  if (!isError(error)) return String(error);
  const { cause, errors } = error;
  if (isError(cause)) return causeOf(cause);
  if (Array.isArray(errors) && errors.length > 0) return causeOf(errors[0]);
  return error.message || error.name;
}
