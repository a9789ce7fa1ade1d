import type { Deployment, Link } from '../types';

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
}
