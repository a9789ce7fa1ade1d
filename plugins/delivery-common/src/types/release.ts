import type { Version } from './environment';
import type { Link, Sentence } from './sentence';

/** @public */
export const stationStates = [
  'waiting',
  'running',
  'passed',
  'failed',
  'unknown',
  'rolled-back',
] as const;
/** @public */
export type StationState = (typeof stationStates)[number];

/** One station of the journey: commit, gates, image, then one per environment. @public */
export interface ReleaseStation {
  /** `commit`, `gates`, `image`, or the name of an environment. */
  id: string;
  state: StationState;
  at?: string;
  durationSeconds?: number;
  /** A few words where the state does not say it all: how far a canary is, why there is no verdict. */
  note?: Sentence;
  links: Link[];
}

/** One version on its way through the environments. @public */
export interface Release {
  version: Version;
  stations: ReleaseStation[];
  /** Commit to production, seconds; only of a release that has arrived. */
  leadTimeSeconds?: number;
  /**
   * When the commit was made, of a release that is on its way. A date, not a duration: an answer that differs with every
   * tick of the clock could never be "not modified".
   */
  underWaySince?: string;
  complete: boolean;
}

/** One finished or running deployment to one environment; history rows. @public */
export interface Deployment {
  id: string;
  environment: string;
  from?: Version;
  to: Version;
  startedAt: string;
  finishedAt?: string;
  outcome: 'running' | 'succeeded' | 'failed' | 'rolled-back' | 'superseded';
  kind: 'deployment' | 'canary' | 'rollback';
  actor?: string;
  reason?: string;
  rollbackId?: string;
  links: Link[];
}
