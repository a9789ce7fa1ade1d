import type { RolloutEvent, RolloutMetric, RolloutPhase } from '../types';
import type { RequestCounts } from './judge-metric';

/** A metric's query that is kept in the cluster (Flagger's MetricTemplate), and what is filled in. @public */
export interface MetricTemplateFacts {
  name: string;
  namespace: string;
  /** By what stands between the braces: `target`, `interval`, `variables.region`. */
  values: Record<string, string>;
}

/** @public */
export type RolloutMetricFacts = Pick<
  RolloutMetric,
  'name' | 'unit' | 'threshold'
> & { template?: MetricTemplateFacts };

/** What a progressive-delivery controller says about one rollout, free of its vendor's types. @public */
export interface RolloutFacts {
  name: string;
  phase: RolloutPhase;
  /** Tag of the version being tried. */
  canaryTag?: string;
  stableTag?: string;
  /** According to the controller. */
  reportedWeight: number;
  /** According to the route; undefined when the route cannot be read. */
  routeWeight?: number;
  maxWeight: number;
  /** Weights of the steps, ascending. Empty for strategies without weights (A/B, blue-green). */
  stepWeights: number[];
  /** Number of iterations of A/B and blue-green analyses, and the one it is at. */
  iterations?: { done: number; total: number };
  /** In the running analysis; Flagger sets it back to 0 when it fails. */
  failedChecks: number;
  threshold: number;
  intervalSeconds: number;
  lastTransitionAt?: string;
  /** The controller's own last sentence. */
  message?: string;
  specHash?: string;
  promotedSpecHash?: string;
  /** False while the pods of the new version are not all ready: Flagger asks no gate then. */
  canaryReady?: boolean;
  metrics: RolloutMetricFacts[];
}

/** One stored sample of a metric. @public */
export type MetricSample =
  | { at: number; kind: 'number'; value: number }
  | { at: number; kind: 'no-data' }
  | { at: number; kind: 'error'; message: string };

/** Everything measured during one run, oldest first. @public */
export interface RolloutSamples {
  weight: Array<[number, number]>;
  metrics: Record<string, { canary: MetricSample[]; stable: MetricSample[] }>;
  /** Most failed checks that were seen. */
  failedChecks?: number;
  counts?: { canary?: RequestCounts; stable?: RequestCounts };
}

/** @public */
export const activeRolloutPhases: readonly RolloutPhase[] = [
  'waiting',
  'progressing',
  'waiting-promotion',
  'promoting',
  'finalising',
];

/** True while traffic may still change. @public */
export const isRolloutActive = (phase: RolloutPhase): boolean =>
  activeRolloutPhases.includes(phase);

/** A line of the timeline before it is read. @public */
export type RolloutEventFact = Pick<RolloutEvent, 'at' | 'type' | 'message'>;
