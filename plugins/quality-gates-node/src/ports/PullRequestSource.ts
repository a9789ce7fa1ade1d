import type { Entity } from '@backstage/catalog-model';
import type { OpenPullRequest } from '@heal7/backstage-plugin-quality-gates-common';

/** Lists the open pull requests of an entity's repository. @public */
export interface PullRequestSource {
  /** `undefined`: the entity's repository is none of mine. Rejects when it cannot be known now. */
  listOpen(entity: Entity): Promise<OpenPullRequest[] | undefined>;
}
