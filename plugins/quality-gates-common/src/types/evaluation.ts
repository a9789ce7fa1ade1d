import type { CheckGroup, GateChanges, Threshold, Verdict } from './gate';
import type { Measurement, ReportProblem } from './measurement';
import type { AppliedWaiver } from './waiver';

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
  /**
   * Stable code for translation: `passed`, `below-minimum`, `above-maximum`, `not-equal`, `missing`, `pending` (its part of
   * the CI run has not come yet), `stale`, `other-commit`, `contradictory`, `unreadable`.
   */
  reasonCode: string;
  /** One English sentence with the numbers. */
  reason: string;
  /** The reports that could not be used, where they are why the check is inconclusive or an error. */
  problems?: ReportProblem[];
  /** The exception in force; such a check keeps its own verdict but does not decide that of the gate. */
  waiver?: AppliedWaiver;
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
  /**
   * Identifies the CI run; (entity, commit, run) is idempotent. A job that is run again says so by a higher `attempt`, and
   * replaces what its part brought before. Default: 1.
   */
  run: { id: string; url?: string; attempt?: number };
  /** Name of the gate; default from the entity (`heal7` with the checks of its kind). */
  gate?: string;
  /** `frontend`, `backend`, `compute`: which checks apply. */
  service?: string;
  /**
   * A CI run may send its measurements in parts, e.g. `main` (tests and scans) and `image`. The same part of an
   * attempt twice counts once: the first wins. Default: `main`.
   */
  part?: string;
  /** Parts of this run that will still come; their checks are pending until then or until the time-out. */
  expects?: string[];
  /** The team's own changes, from its repository; may only tighten. */
  tighten?: GateChanges;
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
  /** Parts that have come, in order. */
  parts: string[];
  /** Parts that are still awaited; empty when the judgement is final. */
  pendingParts: string[];
  /** When waiting ends, ISO; only while parts are awaited. */
  pendingUntil?: string;
  createdAt: string;
  /** Changes when a further part comes or the waiting ends. */
  updatedAt: string;
  /** Page of the portal that shows it, where the portal knows its own address. */
  url?: string;
}

/** Result of the pure evaluator. @public */
export interface GateResult {
  gate: string;
  verdict: Verdict;
  checks: CheckResult[];
}
