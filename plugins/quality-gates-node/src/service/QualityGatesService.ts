import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';

/** What other backend plugins ask the quality gates. @public */
export interface QualityGatesService {
  /**
   * The newest evaluation of each of these commits, those that have one, newest first. Without commits: of each of the
   * entity's latest commits.
   */
  getLatestEvaluations(
    query: { entityRef: string; commits?: string[]; limit?: number },
    options: { credentials: BackstageCredentials },
  ): Promise<Evaluation[]>;
}
