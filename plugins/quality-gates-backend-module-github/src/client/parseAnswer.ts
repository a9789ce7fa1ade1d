import { ServiceUnavailableError } from '@backstage/errors';
import type { z } from 'zod';
import type { GithubAnswer } from './GithubClient';

/** The part of an answer that we know; something else answers with something else. */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: GithubAnswer): T {
  const parsed =
    answer.status === 'ok' ? schema.safeParse(answer.json) : undefined;
  if (parsed?.success) return parsed.data;
  throw new ServiceUnavailableError(
    'GitHub answered something that is not its API',
  );
}
