import type { StationState, Version } from '../types';

/** A CI run of one commit. @public */
export interface CiRunFact {
  id: string;
  number?: number;
  commit: string;
  branch?: string;
  message?: string;
  author?: string;
  /** When the commit was made. */
  committedAt?: string;
  state: Extract<
    StationState,
    'waiting' | 'running' | 'passed' | 'failed' | 'unknown'
  >;
  startedAt?: string;
  finishedAt?: string;
  url?: string;
}

/** @public */
export interface CommitFact {
  sha: string;
  message?: string;
  author?: string;
  at?: string;
  url?: string;
}

/** The newest verdict of the quality gates on a commit. @public */
export interface GateVerdictFact {
  commit: string;
  verdict: 'passed' | 'failed' | 'inconclusive' | 'error';
  at: string;
  url?: string;
}

/** Makes the version people see out of an image tag. @public */
export type DescribeVersion = (tag: string) => Version;
