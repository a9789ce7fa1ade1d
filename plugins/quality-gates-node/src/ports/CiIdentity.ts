import type { Entity } from '@backstage/catalog-model';

/**
 * Knows the callers that a CI system vouches for, e.g. the OIDC tokens of GitHub Actions, and whose repository they speak
 * for.
 *
 * @public
 */
export interface CiIdentity {
  /**
   * `undefined`: this subject is none of mine. Otherwise whether it may push measurements of the entity, and say that they
   * are of this branch or pull request, with a sentence when it may not.
   */
  judge(
    subject: string,
    entity: Entity,
    claim?: { branch?: string; pullRequest?: number },
  ): { allowed: true } | { allowed: false; reason: string } | undefined;
}
