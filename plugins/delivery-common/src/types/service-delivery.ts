import type { EnvironmentState } from './environment';
import type { Deployment, Release } from './release';
import type { Hold, Rollback } from './rollback';
import type { Problem, Sentence } from './sentence';

/**
 * Everything the CI/CD tab shows, in one answer (`GET /services/:kind/:namespace/:name`, with an ETag).
 *
 * @public
 */
export interface ServiceDelivery {
  entityRef: string;
  generatedAt: string;
  /** The worst thing, in a sentence; absent when all is well. */
  headline?: Sentence & {
    severity: 'info' | 'warning' | 'error';
    environment?: string;
  };
  /** In order of tier. */
  environments: EnvironmentState[];
  /** Newest first, at most 10. */
  releases: Release[];
  /** Newest first, at most 30. */
  history: Deployment[];
  /** Running ones and the last 10. */
  rollbacks: Rollback[];
  holds: Hold[];
  problems: Problem[];
}

/** A row of `GET /services`. @public */
export interface ServiceSummary {
  entityRef: string;
  environments: Array<
    Pick<
      EnvironmentState,
      'name' | 'tier' | 'running' | 'health' | 'sync' | 'stale'
    >
  >;
}

/**
 * Channel of the signal sent when anything of a service changed. The message carries `{ entityRef }`; clients refetch.
 *
 * @public
 */
export const deliverySignalChannel = (entityRef: string): string =>
  `delivery:${entityRef.toLocaleLowerCase('en-US')}`;

/** @public */
export interface DeliverySignal {
  entityRef: string;
  /** Why, for logs and tests. */
  topic: 'environment' | 'rollout' | 'rollback' | 'release';
}
