import { ServiceUnavailableError } from '@backstage/errors';

/** Usually a page of a proxy in between. */
export function notTheApi(): ServiceUnavailableError {
  return new ServiceUnavailableError(
    'GitHub answered something that is not its API',
  );
}
