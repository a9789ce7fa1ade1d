import type { Sentence } from './sentence';

/** @public */
export const deliveryActions = ['rollback', 'stop-canary'] as const;
/** @public */
export type DeliveryAction = (typeof deliveryActions)[number];

/** Whether this caller may do this now, and why not. The UI never decides it. @public */
export interface AllowedAction {
  action: DeliveryAction;
  allowed: boolean;
  /** Present when not allowed; shown beside the disabled button. */
  reason?: Sentence;
}
