/** Groups of the HEAL7 gate, in the order they are shown. @public */
export const checkGroups = [
  'coverage',
  'security',
  'performance',
  'code-quality',
  'accessibility',
  'tests',
] as const;
/** @public */
export type CheckGroup = (typeof checkGroups)[number];

/** Inclusive bounds; `above` is exclusive ("Lighthouse accessibility > 90"). @public */
export interface Threshold {
  min?: number;
  max?: number;
  above?: number;
  equals?: string;
}

/** One rule of a gate over one measurement (or the sum of several). @public */
export interface CheckDefinition {
  /** Stable id, e.g. `coverage.backend-lines`. */
  id: string;
  title: string;
  group: CheckGroup;
  /** Ids of measurements that are summed, e.g. `vulnerabilities.high` + `vulnerabilities.critical`. */
  measurements: string[];
  /** Only measurements of this scope (`source.scope`), e.g. `integration`; absent = only those without one. */
  scope?: string;
  /** Name of the part of the CI run that brings the reports, e.g. `image`; absent = the first part, `main`. */
  part?: string;
  threshold: Threshold;
  /** A blocking check decides the verdict; an advisory one is shown. */
  blocking: boolean;
  /** Older measurements are inconclusive. */
  maxAgeSeconds?: number;
}

/** A named set of checks. @public */
export interface Gate {
  name: string;
  title: string;
  /** The kind of service it applies to: `frontend`, `backend`, `compute`; absent = any. */
  service?: string;
  checks: CheckDefinition[];
}

/**
 * Best first; a gate's verdict is the worst of its blocking checks. A known failure outranks what could not be judged
 * (the order of Argo Rollouts), so that a broken report never hides a failed check.
 *
 * @public
 */
export const verdicts = ['passed', 'inconclusive', 'error', 'failed'] as const;
/** @public */
export type Verdict = (typeof verdicts)[number];

/** What may be changed of one check. @public */
export interface CheckChange {
  threshold?: Threshold;
  blocking?: boolean;
  maxAgeSeconds?: number;
}

/**
 * Changes of a gate by check id. A team may only tighten (`tightenGate`); the platform team, in the configuration of the
 * portal, may also loosen and take checks out (`false`) or put checks in (`add`). @public
 */
export interface GateChanges {
  checks?: Record<string, CheckChange | false>;
  add?: CheckDefinition[];
}
