import type {
  CheckResult,
  Evaluation,
  GateChanges,
  Measurement,
  MeasurementUnit,
  ReportProblem,
  ServiceKind,
  Subject,
  Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';

/** Which evaluations; newest first. */
export interface EvaluationFilter {
  entityRef: string;
  commits?: string[];
  branch?: string;
  latestPerCommit?: boolean;
  limit: number;
  cursor?: string;
}

/** What is known of a CI run before it is judged. */
export interface NewEvaluation extends Subject {
  id: string;
  branch?: string;
  pullRequest?: number;
  run: { id: string; url?: string };
  gate: string;
  service: ServiceKind;
  onDefaultBranch: boolean;
  /** Entity ref of the owner, for the fleet. */
  owner?: string;
  createdAt: string;
}

/** What one push of a CI run brought. */
export interface EvaluationPart {
  part: string;
  /** Which attempt of the run brought it; absent = the first. */
  attempt?: number;
  expects: string[];
  tighten?: GateChanges;
  measurements: Measurement[];
  problems: ReportProblem[];
}

/** What is judged: the run and the parts of it that have come, in order. */
export interface JudgeFacts {
  commit: string;
  service: ServiceKind;
  /** When the first part of the newest attempt came, ISO. */
  waitingSince: string;
  parts: EvaluationPart[];
}

/** A judgement as it is kept. */
export interface Judged {
  verdict: Verdict;
  checks: CheckResult[];
  problems: ReportProblem[];
  pendingParts: string[];
  pendingUntil?: string;
}

/** Pure; called while the row is locked, so that two parts at once are judged together. */
export type Judge = (facts: JudgeFacts) => Judged;

export interface StoredPart {
  evaluation: Evaluation;
  /** It is the first part of its run. */
  created: boolean;
  /** The judgement is a new one; false when the part was there already. */
  changed: boolean;
}

/** An evaluation as a point of a chart. */
export interface TrendRow {
  evaluationId: string;
  commit: string;
  verdict: Verdict;
  at: string;
  checks: {
    id: string;
    verdict: Verdict;
    value?: number | string;
    unit?: MeasurementUnit;
  }[];
}

/** Keeps evaluations. */
export interface EvaluationStore {
  /**
   * Adds a part of a run and judges it anew, unless the part is there already: then nothing changes. A later attempt of the
   * run replaces the part.
   */
  addPart(
    evaluation: NewEvaluation,
    part: EvaluationPart,
    judge: Judge,
  ): Promise<StoredPart>;
  /** Judges a run that is still waiting anew; `undefined` when it waits no more. */
  settle(id: string, judge: Judge, at: string): Promise<Evaluation | undefined>;
  /** Ids of the runs whose waiting should have ended. */
  listOverdue(now: Date, limit: number): Promise<string[]>;
  get(id: string): Promise<Evaluation | undefined>;
  list(
    filter: EvaluationFilter,
  ): Promise<{ items: Evaluation[]; nextCursor?: string }>;
  /** The newest of the default branch. */
  getCurrent(entityRef: string): Promise<Evaluation | undefined>;
  /** The newest of each commit, by the commit as it was asked for: a full SHA or the beginning of one. */
  latestOfCommits(
    entityRef: string,
    commits: readonly string[],
  ): Promise<Map<string, Evaluation>>;
  /** The last finished ones of the default branch, oldest first. */
  listTrend(entityRef: string, limit: number): Promise<TrendRow[]>;
}
