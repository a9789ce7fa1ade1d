import { Button, DialogBody, DialogFooter } from '@backstage/ui';
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
import { PlanForm } from './PlanForm';
import { PlanSkeleton } from './PlanSkeleton';
import styles from './rollback.module.css';
import { useRollbackRequest } from './useRollbackRequest';

const submitKey = (action: DeliveryAction, approval: boolean) => {
  if (approval) return 'rollback.submitApproval';
  return action === 'stop-canary'
    ? 'rollback.submitStopCanary'
    : 'rollback.submit';
};

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
  const { state, failure, sending } = request;
  const { plan } = state;
  const blocked = !plan || plan.blockers.length > 0 || !plan.to;

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
        {plan ? <PlanForm plan={plan} request={request} /> : null}
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
