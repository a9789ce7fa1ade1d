import type { Sentence } from './sentence';
import type { Version } from './environment';

/** Flagger's phases in kebab-case (`finalising` is British there too). @public */
export const rolloutPhases = [
  'initializing',
  'initialized',
  'waiting',
  'progressing',
  'waiting-promotion',
  'promoting',
  'finalising',
  'succeeded',
  'failed',
  'terminating',
  'terminated',
] as const;
/** @public */
export type RolloutPhase = (typeof rolloutPhases)[number];

/**
 * A measured value: a number, no data, or an error. Missing is never zero.
 *
 * @public
 */
export type MeasuredValue =
  | { kind: 'number'; value: number; at: string }
  | { kind: 'no-data'; at: string }
  | { kind: 'error'; at: string; message: string };

/** @public */
export type MetricVerdict = 'passed' | 'failed' | 'inconclusive' | 'error';

/** One metric of the analysis, canary against stable and against its threshold. @public */
export interface RolloutMetric {
  /** `request-success-rate`, `request-duration`, or the name of a MetricTemplate. */
  name: string;
  unit: '%' | 'ms' | 'count' | '';
  /** Inclusive bounds as in the Canary's `thresholdRange`. */
  threshold: { min?: number; max?: number };
  canary: MeasuredValue;
  stable: MeasuredValue;
  verdict: MetricVerdict;
  /** Why, with the numbers. */
  reason: Sentence;
  /** Samples for the small chart, oldest first: [epoch ms, value or null when no data]. */
  canarySeries: Array<[number, number | null]>;
  stableSeries: Array<[number, number | null]>;
}

/** One line of the rollout's timeline. @public */
export interface RolloutEvent {
  at: string;
  type: 'normal' | 'warning';
  /** Flagger's own words. */
  message: string;
  /** What the message means, when recognised. */
  kind?:
    | 'new-revision'
    | 'advance'
    | 'halt'
    | 'rolling-back'
    | 'failed'
    | 'promotion'
    | 'succeeded'
    | 'waiting'
    | 'other';
  weight?: number;
}

/** A progressive rollout that is running, or the last one that ran. @public */
export interface Rollout {
  /** Kubernetes name of the Canary. */
  name: string;
  phase: RolloutPhase;
  /** True while traffic may still change. */
  active: boolean;
  /** The version being tried (or tried last). */
  canary?: Version;
  stable?: Version;
  /** Percent of traffic on the canary according to the real route (VirtualService); undefined when the route cannot be read. */
  weight?: number;
  /** Percent according to the Canary's status; Flagger zeroes it in some phases. */
  reportedWeight: number;
  /** False when the two disagree; shown to the user. */
  routeAgrees: boolean;
  maxWeight: number;
  stepWeight: number;
  /** 1-based step and number of steps to `maxWeight`. */
  step: number;
  steps: number;
  /** Of the running analysis; after its end as many as there had been. */
  failedChecks: number;
  /** Failed checks that stop it. */
  threshold: number;
  /** False while the pods of the new version are not all ready; absent = not known. */
  canaryReady?: boolean;
  intervalSeconds: number;
  startedAt?: string;
  lastTransitionAt?: string;
  metrics: RolloutMetric[];
  /** Newest first. */
  timeline: RolloutEvent[];
  /** Weight over time for the chart, oldest first: [epoch ms, percent]. */
  weightSeries: Array<[number, number]>;
  /** Why it stopped or is halted, in one sentence. */
  reason?: Sentence;
}
