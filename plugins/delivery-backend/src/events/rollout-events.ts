import { RolloutEvent } from '@heal7/backstage-plugin-delivery-common';

/** One event of a rollout as told by Flagger's `event` webhook (or read from a Kubernetes Event as back-fill). */
export interface RolloutEventRecord {
  /** Either the name of an environment or of a cluster; with a cluster the namespace decides the environment. */
  environment?: string;
  cluster?: string;
  namespace: string;
  /** Name of the Canary. */
  name: string;
  phase?: string;
  checksum?: string;
  /** ISO date. */
  at: string;
  type: RolloutEvent['type'];
  message: string;
}

export interface RolloutEvents {
  /** Stores it once (the same event told twice is one line) and announces the change. False = already known or unknown canary. */
  record(event: RolloutEventRecord): Promise<boolean>;
}
