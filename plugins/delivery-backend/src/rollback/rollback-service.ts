import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Hold,
  Rollback,
  RollbackPlan,
  RollbackPlanRequest,
  RollbackRequest,
} from '@heal7/backstage-plugin-delivery-common';
import type { Request } from 'express';

/** Who asks. */
export interface RollbackCaller {
  credentials: BackstageCredentials;
  /** Entity ref of the user, or `service:<subject>`. */
  actor: string;
  /** Could approve rollbacks of the service; found out by the authorising decorator. */
  mayApprove?: boolean;
  /** For the audit log only. */
  request?: Request;
}

export interface RollbackQuery {
  entityRef?: string;
  environment?: string;
  active?: boolean;
  limit?: number;
  cursor?: string;
}

/** Everything people (and actions) can do about rollbacks. */
export interface RollbackService {
  plan(
    request: RollbackPlanRequest,
    caller: RollbackCaller,
  ): Promise<RollbackPlan>;
  request(request: RollbackRequest, caller: RollbackCaller): Promise<Rollback>;
  approve(id: string, caller: RollbackCaller): Promise<Rollback>;
  reject(id: string, reason: string, caller: RollbackCaller): Promise<Rollback>;
  cancel(id: string, caller: RollbackCaller): Promise<Rollback>;
  get(id: string, caller: RollbackCaller): Promise<Rollback>;
  /** Newest first. */
  list(
    query: RollbackQuery,
    caller: RollbackCaller,
  ): Promise<{ items: Rollback[]; nextCursor?: string }>;
  listHolds(entityRef: string, caller: RollbackCaller): Promise<Hold[]>;
  liftHold(id: string, caller: RollbackCaller): Promise<void>;
}
