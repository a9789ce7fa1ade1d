import {
  AuthenticationError,
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { GithubRepository } from '../repository/GithubRepository';
import { GithubRefusal } from './GithubRefusal';
import { withFailure } from './githubFailureOf';

/** What an answer means that is not the wanted one. Told apart, because some are repeated and some answered differently. */
export function errorOf(
  response: Response,
  said: string,
  repository: GithubRepository,
): Error {
  const { status } = response;
  const error = isRateLimit(response, said)
    ? new ServiceUnavailableError(
        `GitHub limits the number of requests${waitOf(response)}`,
      )
    : refusalOf(status, said, repository);
  return withFailure(error, { status, said });
}

function refusalOf(
  status: number,
  said: string,
  { host, owner, name }: GithubRepository,
): Error {
  const answered = `GitHub answered ${status}${said ? `: ${said}` : ''}`;
  switch (status) {
    case 401:
      return new AuthenticationError("GitHub refuses the portal's credentials");
    case 403:
      return new NotAllowedError(`GitHub refuses: ${said || 'forbidden'}`);
    case 404:
      return new NotFoundError(
        `GitHub does not know ${owner}/${name}, or the portal may not see it`,
      );
    case 409:
      return new ConflictError(answered);
    default:
  }
  if (status < 400) {
    return new ServiceUnavailableError(
      `GitHub (${host}) points to an address where the portal does not go`,
    );
  }
  return status >= 500
    ? new ServiceUnavailableError(`GitHub answered ${status}`)
    : new GithubRefusal(answered);
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function isRateLimit({ headers, status }: Response, said: string): boolean {
  if (status === 429) return true;
  return (
    status === 403 &&
    (headers.has('retry-after') ||
      headers.get('x-ratelimit-remaining') === '0' ||
      /rate limit/i.test(said))
  );
}

/** The reset is that of the hourly limit, which need not be the one that is used up. */
function waitOf({ headers }: Response): string {
  const seconds = Number(headers.get('retry-after'));
  if (Number.isFinite(seconds) && seconds > 0) {
    return `; it wants to be left alone for ${seconds} s`;
  }
  if (headers.get('x-ratelimit-remaining') !== '0') return '';
  const reset = Number(headers.get('x-ratelimit-reset'));
  return Number.isSafeInteger(reset) && reset > 0
    ? ` until ${new Date(reset * 1000).toISOString()}`
    : '';
}
