import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { GateVerdictFact } from '@heal7/backstage-plugin-delivery-common';

/** What the quality gates said about commits. */
export interface GateVerdicts {
  /** The newest verdict of each commit that has one; `undefined` when there is no gates plugin in this backend. */
  latest(
    entityRef: string,
    commits: string[],
    credentials: BackstageCredentials,
  ): Promise<GateVerdictFact[] | undefined>;
}
