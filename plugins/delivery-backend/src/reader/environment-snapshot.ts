import {
  HealthState,
  Link,
  Problem,
  RolloutFacts,
  SyncState,
} from '@heal7/backstage-plugin-delivery-common';
import { ReplicaSetFacts } from './delivery-reader';

/** What was last seen of one service in one environment: the JSON of one row of `delivery_environments`. */
export interface EnvironmentSnapshot {
  service: string;
  namespace: string;
  deploymentName: string;
  primaryDeploymentName?: string;
  applicationRef?: { cluster: string; namespace: string; name: string };
  repository?: string;
  runningTag?: string;
  desiredTag?: string;
  health: HealthState;
  sync: SyncState;
  pods: { ready: number; desired: number };
  complete: boolean;
  failed: boolean;
  runningSince?: string;
  /** Newest first. */
  replicaSets: ReplicaSetFacts[];
  rollout?: RolloutFacts;
  links: Link[];
  problems: Problem[];
}
