import {
  Rollback,
  RollbackProgress,
} from '@heal7/backstage-plugin-delivery-common';

/** Where in which cluster a service runs; what Flagger knows of it. */
export interface ServicePlace {
  cluster?: string;
  namespace: string;
  /** Kubernetes name of the service and of its Canary. */
  service: string;
}

/** A rollback with what only the engine needs. */
export interface RollbackRecord {
  rollback: Rollback;
  place: ServicePlace;
  idempotencyKey: string;
  progress: RollbackProgress;
  /** The command whose effect may or may not have happened. */
  pendingCommand?: string;
  attempts: number;
  nextAttemptAt: number;
  fence: number;
}

/** The key under which only one active rollback may exist. */
export const activeKey = (entityRef: string, environment: string): string =>
  `${entityRef}|${environment}`;
