import type { Entity } from '@backstage/catalog-model';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';

/** What is reported, and what the report before it was called. @public */
export interface VerdictReport {
  entity: Entity;
  evaluation: Evaluation;
  /** Page of the portal that shows it. */
  url: string;
  /** What `report` returned for this entity and commit before. */
  externalId?: string;
}

/**
 * Carries a verdict to where the code is, e.g. as a check run. Called again with a later state of the same commit, it
 * updates what it made; the backend repeats a call that rejects.
 *
 * @public
 */
export interface VerdictReporter {
  /** Stable name, e.g. `github`. */
  readonly id: string;
  /** `undefined`: the entity's repository is none of mine. */
  report(
    report: VerdictReport,
  ): Promise<{ externalId: string; url?: string } | undefined>;
}
