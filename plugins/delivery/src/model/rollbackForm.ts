import type { RollbackPlan } from '@heal7/backstage-plugin-delivery-common';

/** What a person typed. @internal */
export interface RollbackForm {
  toTag?: string;
  reason: string;
  confirmation: string;
}

/** What is wrong with a field; the key of its text. @internal */
export interface RollbackFormErrors {
  target?: 'rollback.targetMissing';
  reason?: 'rollback.reasonTooShort' | 'rollback.reasonTooLong';
  confirmation?: 'rollback.confirmWrong';
}

/** The same limits as the backend's; it checks again. */
const reasonLength = { min: 3, max: 500 };

/** @internal */
export function checkRollbackForm(
  form: RollbackForm,
  plan: RollbackPlan,
): RollbackFormErrors {
  const errors: RollbackFormErrors = {};
  const target = plan.targets.find(({ version }) => version.tag === form.toTag);
  if (!form.toTag || target?.disabled) errors.target = 'rollback.targetMissing';
  const { length } = form.reason.trim();
  if (length < reasonLength.min) errors.reason = 'rollback.reasonTooShort';
  if (length > reasonLength.max) errors.reason = 'rollback.reasonTooLong';
  if (plan.confirmation && form.confirmation.trim() !== plan.confirmation) {
    errors.confirmation = 'rollback.confirmWrong';
  }
  return errors;
}
