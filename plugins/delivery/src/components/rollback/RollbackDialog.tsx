import {
  Button,
  DialogBody,
  DialogFooter,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import type {
  DeliveryAction,
  EnvironmentState,
  Rollback,
} from '@heal7/backstage-plugin-delivery-common';
import { useWords } from '../../hooks/useWords';
import { failureMessage } from '../../model/requestFailure';
import common from '../common/common.module.css';
import { Note } from '../common/Note';
import { FailureNote } from './FailureNote';
import { PlannedSteps } from './PlannedSteps';
import { PlanPart } from './PlanPart';
import { PlanSkeleton } from './PlanSkeleton';
import styles from './rollback.module.css';
import { TargetChoice } from './TargetChoice';
import { useRollbackRequest } from './useRollbackRequest';

const submitKey = (action: DeliveryAction, approval: boolean) => {
  if (approval) return 'rollback.submitApproval';
  return action === 'stop-canary'
    ? 'rollback.submitStopCanary'
    : 'rollback.submit';
};

const FieldProblem = ({ text }: { text?: string }) =>
  text ? (
    <span role="alert" className={styles.error}>
      {text}
    </span>
  ) : null;

/** Back to what, what happens, and why: on one page, before anything is done. @internal */
export const RollbackDialog = (props: {
  entityRef: string;
  environment: EnvironmentState;
  action: DeliveryAction;
  onCreated: (rollback: Rollback) => void;
  onClose: () => void;
}) => {
  const { t } = useWords();
  const request = useRollbackRequest({
    entityRef: props.entityRef,
    environment: props.environment.name,
    onCreated: props.onCreated,
  });
  const { state, form, errors, failure, sending } = request;
  const { plan } = state;
  const blocked = !plan || plan.blockers.length > 0 || !plan.to;

  // What the backend says about a field stands at the field.
  const serverError = (field: 'reason' | 'target') =>
    failure?.kind === 'invalid' && failure.field === field
      ? failure.message
      : undefined;
  const reasonError = errors.reason ? t(errors.reason) : serverError('reason');
  const confirmation = plan?.confirmation;

  return (
    <form
      className={`${styles.dialog} ${common.root}`}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (plan && !blocked && !state.loading) request.submit(plan);
      }}
    >
      <DialogBody className={styles.body}>
        <FailureNote failure={failure} />
        {state.error ? (
          <Note tone="negative" role="alert">
            {t('rollback.planFailed', { message: failureMessage(state.error) })}{' '}
            <Button
              size="small"
              variant="secondary"
              onPress={request.retryPlan}
            >
              {t('rollback.tryAgain')}
            </Button>
          </Note>
        ) : null}
        {!plan && !state.error ? (
          <PlanSkeleton label={t('rollback.planning')} />
        ) : null}
        {plan ? (
          <>
            <PlanPart number={1} title={t('rollback.backTo')}>
              <TargetChoice
                plan={plan}
                value={form.toTag}
                error={errors.target ? t(errors.target) : serverError('target')}
                onChange={toTag => request.change({ toTag })}
              />
            </PlanPart>
            <PlanPart
              number={2}
              title={t('rollback.whatHappens')}
              busy={state.loading}
            >
              <PlannedSteps plan={plan} />
            </PlanPart>
            <PlanPart number={3} title={t('rollback.why')}>
              <TextAreaField
                label={t('rollback.reasonLabel')}
                description={t('rollback.reasonHint')}
                rows={2}
                value={form.reason}
                isInvalid={Boolean(reasonError)}
                onChange={reason => request.change({ reason })}
              />
              <FieldProblem text={reasonError} />
              {confirmation ? (
                <>
                  <TextField
                    label={t('rollback.confirmLabel', { text: confirmation })}
                    autoComplete="off"
                    value={form.confirmation}
                    isInvalid={Boolean(errors.confirmation)}
                    onChange={value => request.change({ confirmation: value })}
                  />
                  <FieldProblem
                    text={
                      errors.confirmation
                        ? t(errors.confirmation, { text: confirmation })
                        : undefined
                    }
                  />
                </>
              ) : null}
            </PlanPart>
          </>
        ) : null}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {t('rollback.cancel')}
        </Button>
        <Button
          type="submit"
          variant="primary"
          destructive
          className={styles.destructive}
          isDisabled={blocked || state.loading}
          isPending={sending}
        >
          {t(submitKey(props.action, plan?.approval.required ?? false))}
        </Button>
      </DialogFooter>
    </form>
  );
};
