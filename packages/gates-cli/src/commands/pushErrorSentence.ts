import { ResponseError } from '@backstage/errors';
import { UsageError } from '../config/GatesConfig';
import { networkReason } from './networkReason';

/** One sentence for the log of a CI job, without the token and without a stack. */
export function pushErrorSentence(
  error: unknown,
  portal: string,
  tokenName: string,
): string {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof ResponseError)) {
    return `The portal at ${portal} cannot be reached (${networkReason(
      error,
    )}).`;
  }
  const said = error.cause.message;
  switch (error.statusCode) {
    case 401:
      return `The portal does not accept ${tokenName}.`;
    case 403:
      return `With ${tokenName} nobody may send measurements for this entity: ${said}`;
    case 413:
      return `The portal refuses the size of the measurements: ${said}`;
    default:
      return error.statusCode >= 500
        ? `The portal failed with status ${error.statusCode}.`
        : `The portal refuses the measurements: ${said}`;
  }
}
