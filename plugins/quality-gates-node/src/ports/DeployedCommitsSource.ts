import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { DeployedCommit } from '@heal7/backstage-plugin-quality-gates-common';

/** Tells which commit of an entity runs where. @public */
export interface DeployedCommitsSource {
  /** Rejects when it cannot be known now; an entity that is not deployed gives an empty list. */
  list(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<DeployedCommit[]>;
}
