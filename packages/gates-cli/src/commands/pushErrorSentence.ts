import { isError, ResponseError } from '@backstage/errors';
import { errorCode } from '../errorCode';

/** One sentence for the log of a CI job, without the token and without a stack. */
export function pushErrorSentence(error: unknown, portal: string): string {
  if (!(error instanceof ResponseError)) {
    return `The portal at ${portal} cannot be reached (${causeOf(error)}).`;
  }
  const said = error.cause.message;
  switch (error.statusCode) {
    case 401:
      return 'The portal does not accept the token in HEAL7_GATES_TOKEN.';
    case 403:
      return 'The token in HEAL7_GATES_TOKEN may not send measurements for this entity.';
    case 413:
      return `The portal refuses the size of the measurements: ${said}`;
    default:
      return error.statusCode >= 500
        ? `The portal failed with status ${error.statusCode}.`
        : `The portal refuses the measurements: ${said}`;
  }
}

/** `fetch` fails with a general error; its cause says why. */
function causeOf(error: unknown): string {
  if (!isError(error)) return 'unknown reason';
  const { cause } = error;
  return errorCode(cause) ?? (isError(cause) ? cause.message : error.message);
}
