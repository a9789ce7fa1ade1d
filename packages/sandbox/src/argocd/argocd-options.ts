import { ObjectStore } from '../kubernetes/object-store';
import { GitCredentials } from './git-cache';

export interface ArgoCdOptions {
  store: ObjectStore;
  /** Path of the helm binary. */
  helm: string;
  /** For mirrors and checkouts; may be lost. */
  workDir: string;
  credentials?: GitCredentials;
  /** Divides the poll interval and back-offs. */
  speed: number;
  /** Where Applications live. */
  namespace?: string;
  clock?: () => Date;
}

/** Argo CD of one cluster: its application controller and repository server. */
export interface ArgoCd {
  start(): void;
  stop(): Promise<void>;
  /** What a push webhook does: applications of that repository are compared at once. Any form of its URL will do. */
  notifyPush(repository: string): void;
}
