import type { AllowedAction } from './action';
import type { Rollout } from './rollout';
import type { Link, Problem } from './sentence';

/** @public */
export const environmentTiers = [
  'development',
  'staging',
  'production',
] as const;
/** @public */
export type EnvironmentTier = (typeof environmentTiers)[number];

/** How a new version reaches the users of an environment. @public */
export const deploymentStrategies = [
  'rolling',
  'blue-green',
  'canary',
] as const;
/** @public */
export type DeploymentStrategy = (typeof deploymentStrategies)[number];

/** Worst first. The words of Argo CD's health, lower case. @public */
export const healthStates = [
  'degraded',
  'missing',
  'progressing',
  'suspended',
  'unknown',
  'healthy',
] as const;
/** @public */
export type HealthState = (typeof healthStates)[number];

/** `not-managed` = no Argo CD Application for it. @public */
export const syncStates = [
  'out-of-sync',
  'unknown',
  'not-managed',
  'synced',
] as const;
/** @public */
export type SyncState = (typeof syncStates)[number];

/**
 * One version of a service: the image tag is its identity (`1.42.0-a1b2c3d` = release 1.42.0 built from commit a1b2c3d).
 *
 * @public
 */
export interface Version {
  /** The image tag as it stands in the manifests. */
  tag: string;
  /** What people call it, e.g. `1.42.0`. Equal to `tag` when the tag has no commit part. */
  label: string;
  /** Short or full commit SHA when the tag carries one. */
  commit?: string;
  /** First line of the commit message, when known. */
  message?: string;
  author?: string;
  links?: Link[];
}

/** What one environment of one service looks like right now: one lane of the CI/CD tab. @public */
export interface EnvironmentState {
  /** `dev`, `staging`, `prod`. */
  name: string;
  title: string;
  tier: EnvironmentTier;
  cluster?: string;
  namespace?: string;
  strategy: DeploymentStrategy;
  /** What the running pods that serve users carry (with Flagger: the primary). Absent = nothing runs or not known: see `problems`. */
  running?: Version;
  /** What Git wants (the Argo CD Application's target, else the Deployment's template). */
  desired?: Version;
  health: HealthState;
  /**
   * True where all is ready but no version was ever sent: nothing is missing (though `health` says so, as Argo CD's does).
   */
  notDeployed?: boolean;
  sync: SyncState;
  pods: { ready: number; desired: number };
  /** When `running` became the running version. */
  deployedAt?: string;
  /** When these facts were last confirmed by their source. */
  observedAt?: string;
  /** True when the source does not answer and this is the last good data. */
  stale: boolean;
  /** Present where a progressive rollout (Flagger) is installed for the service. */
  rollout?: Rollout;
  links: Link[];
  actions: AllowedAction[];
  problems: Problem[];
}
