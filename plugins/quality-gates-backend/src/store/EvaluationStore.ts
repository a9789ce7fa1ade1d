import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';

/** Which evaluations; newest first. */
export interface EvaluationFilter {
  entityRef: string;
  commits?: string[];
  branch?: string;
  latestPerCommit?: boolean;
  limit: number;
  cursor?: string;
}

/** Keeps evaluations for ever; nothing is changed or overwritten. */
export interface EvaluationStore {
  /** Keeps it, unless its entity, commit and run already have one: then that one comes back, not created. */
  add(
    evaluation: Evaluation,
  ): Promise<{ evaluation: Evaluation; created: boolean }>;
  get(id: string): Promise<Evaluation | undefined>;
  list(
    filter: EvaluationFilter,
  ): Promise<{ items: Evaluation[]; nextCursor?: string }>;
}
