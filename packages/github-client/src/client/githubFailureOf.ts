import { isError } from '@backstage/errors';
import { z } from 'zod';

/**
 * What GitHub answered instead of what was asked for.
 *
 * @public
 */
export interface GithubFailure {
  status: number;
  /** GitHub's own sentence, cut short; empty when it gave none. */
  said: string;
}

const failureSchema = z.object({ status: z.number(), said: z.string() });

/**
 * What GitHub had answered when the client threw this; `undefined` when GitHub did not answer, or it is another error.
 *
 * @public
 */
export function githubFailureOf(error: unknown): GithubFailure | undefined {
  return isError(error)
    ? failureSchema.safeParse(error.github).data
    : undefined;
}

/** Not as `status` of the error: Backstage would answer its own caller with that. */
export function withFailure<E extends Error>(
  error: E,
  github: GithubFailure,
): E & { github: GithubFailure } {
  return Object.assign(error, { github });
}
