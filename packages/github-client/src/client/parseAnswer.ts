import type { z } from 'zod';
import type { GithubAnswer } from './GithubClient';
import { notTheApi } from './notTheApi';

/**
 * The part of an answer that we know; throws ServiceUnavailableError when something else answered with something else.
 *
 * @public
 */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: GithubAnswer): T {
  const parsed =
    answer.status === 'ok' ? schema.safeParse(answer.json) : undefined;
  if (parsed?.success) return parsed.data;
  throw notTheApi();
}
