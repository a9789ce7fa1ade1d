import { CustomErrorBase } from '@backstage/errors';

/**
 * GitHub understood and said no (4xx); asking again changes nothing.
 *
 * @public
 */
export class GithubRefusal extends CustomErrorBase {
  override name = 'GithubRefusal' as const;
}
