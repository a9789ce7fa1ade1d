import { isError } from '@backstage/errors';

const hasErrors = (value: unknown): value is { errors: unknown[] } =>
  typeof value === 'object' &&
  value !== null &&
  'errors' in value &&
  Array.isArray(value.errors);

/**
 * What an error says, for people. `fetch` hides the reason ("ECONNREFUSED") in the cause, and of several attempts in the
 * first error of an AggregateError.
 */
export function messageOf(error: unknown): string {
  if (!isError(error)) {
    return String(error);
  }
  const { cause } = error;
  if (hasErrors(cause) && cause.errors.length > 0) {
    return messageOf(cause.errors[0]);
  }
  return isError(cause) ? messageOf(cause) : error.message || error.name;
}
