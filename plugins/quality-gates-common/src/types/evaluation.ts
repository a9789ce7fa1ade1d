import type { CheckGroup, Threshold, Verdict } from './gate';
import type { Measurement, ReportProblem } from './measurement';

/** The outcome of one check, which explains itself. @public */
export interface CheckResult {
  id: string;
  title: string;
  group: CheckGroup;
  blocking: boolean;
  verdict: Verdict;
  threshold: Threshold;
  unit?: Measurement['unit'];
  /** The value judged; absent when there was nothing to judge. */
  value?: number | string;
  /** Where the value comes from. */
  measurements: Measurement[];
  /** Stable code for translation: `passed`, `below-minimum`, `above-maximum`, `not-equal`, `missing`, `stale`, `contradictory`, `unreadable`. */
  reasonCode: string;
  /** One English sentence with the numbers. */
  reason: string;
}

/** What is judged: an entity at a commit. @public */
export interface Subject {
  entityRef: string;
  /** Full SHA. */
  commit: string;
}

/** Body of `POST /evaluations`. @public */
export interface EvaluationRequest extends Subject {
  branch?: string;
  pullRequest?: number;
  /** Identifies the CI run; (entity, commit, run) is idempotent. */
  run: { id: string; url?: string };
  /** Name of the gate; default from the entity (`heal7` with the checks of its kind). */
  gate?: string;
  /** `frontend`, `backend`, `compute`: which checks apply. */
  service?: string;
  measurements: Measurement[];
  problems: ReportProblem[];
}

/** A stored judgement. @public */
export interface Evaluation extends Subject {
  id: string;
  branch?: string;
  pullRequest?: number;
  run: { id: string; url?: string };
  gate: string;
  verdict: Verdict;
  checks: CheckResult[];
  problems: ReportProblem[];
  createdAt: string;
}

/** Result of the pure evaluator. @public */
export interface GateResult {
  gate: string;
  verdict: Verdict;
  checks: CheckResult[];
}
