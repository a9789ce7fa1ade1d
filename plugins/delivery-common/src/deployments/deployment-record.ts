import type { Deployment, Link } from '../types';

/**
 * How a row came about that nobody saw happen: `cluster` = guessed from ReplicaSets at the first look, `gitops` = read
 * from the history of Argo CD.
 *
 * @public
 */
export const deploymentOrigins = ['cluster', 'gitops'] as const;
/** @public */
export type DeploymentOrigin = (typeof deploymentOrigins)[number];

/** A deployment as it is stored: tags instead of described versions. @public */
export interface DeploymentRecord {
  id: string;
  environment: string;
  fromTag?: string;
  toTag: string;
  startedAt: string;
  finishedAt?: string;
  outcome: Deployment['outcome'];
  kind: Deployment['kind'];
  actor?: string;
  reason?: string;
  rollbackId?: string;
  links: Link[];
  /** Absent = seen. */
  origin?: DeploymentOrigin;
}
