import { isError } from '@backstage/errors';

/** Why the backend did not do it, as far as the page acts on it. @internal */
export type RequestFailure =
  | { kind: 'conflict' }
  | { kind: 'not-found' }
  | { kind: 'forbidden'; message: string }
  | { kind: 'invalid'; field?: 'reason' | 'target'; message: string }
  | { kind: 'other'; message: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The backend's own sentence where there is one; `ResponseError` wraps it in "Request failed with …". @internal */
export function failureMessage(error: Error): string {
  const { cause } = error;
  return isError(cause) && cause.message ? cause.message : error.message;
}

/** The backend writes `field: what is wrong; other: …`. */
function atField(
  name: string,
  field: 'reason' | 'target',
  message: string,
): RequestFailure | undefined {
  const found = message
    .split('; ')
    .find(part => part.startsWith(`${name}: `))
    ?.slice(name.length + 2);
  return found ? { kind: 'invalid', field, message: found } : undefined;
}

/** @internal */
export function requestFailure(error: Error): RequestFailure {
  const status =
    isRecord(error) && typeof error.statusCode === 'number'
      ? error.statusCode
      : undefined;
  const message = failureMessage(error);
  switch (status) {
    case 409:
      return { kind: 'conflict' };
    case 404:
      return { kind: 'not-found' };
    case 401:
    case 403:
      return { kind: 'forbidden', message };
    case 400:
      return (
        atField('reason', 'reason', message) ??
        atField('toTag', 'target', message) ?? { kind: 'invalid', message }
      );
    default:
      return { kind: 'other', message };
  }
}
