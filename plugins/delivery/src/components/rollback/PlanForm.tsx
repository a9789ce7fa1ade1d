import { TextAreaField, TextField } from '@backstage/ui';
import type { RollbackPlan } from '@heal7/backstage-plugin-delivery-common';
import { useWords } from '../../hooks/useWords';
import { PlannedSteps } from './PlannedSteps';
import { PlanPart } from './PlanPart';
import styles from './rollback.module.css';
import { TargetChoice } from './TargetChoice';
import type { useRollbackRequest } from './useRollbackRequest';

type Request = ReturnType<typeof useRollbackRequest>;

const FieldProblem = ({ text }: { text?: string }) =>
  text ? (
    <span role="alert" className={styles.error}>
      {text}
    </span>
  ) : null;

/** What the backend says about a field stands at the field. */
const serverError = (
  { failure }: Request,
  field: 'reason' | 'target',
): string | undefined =>
  failure?.kind === 'invalid' && failure.field === field
    ? failure.message
    : undefined;

const Reason = ({ request }: { request: Request }) => {
  const { t } = useWords();
  const { reason } = request.errors;
  const error = reason ? t(reason) : serverError(request, 'reason');
  return (
    <>
      <TextAreaField
        label={t('rollback.reasonLabel')}
        description={t('rollback.reasonHint')}
        rows={2}
        value={request.form.reason}
        isInvalid={Boolean(error)}
        onChange={value => request.change({ reason: value })}
      />
      <FieldProblem text={error} />
    </>
  );
};

const Confirmation = (props: { text: string; request: Request }) => {
  const { t } = useWords();
  const { request, text } = props;
  const { confirmation } = request.errors;
  return (
    <>
      <TextField
        label={t('rollback.confirmLabel', { text })}
        autoComplete="off"
        value={request.form.confirmation}
        isInvalid={Boolean(confirmation)}
        onChange={value => request.change({ confirmation: value })}
      />
      <FieldProblem
        text={confirmation ? t(confirmation, { text }) : undefined}
      />
    </>
  );
};

/** The plan, and what a person has to say about it. @internal */
export const PlanForm = (props: { plan: RollbackPlan; request: Request }) => {
  const { t } = useWords();
  const { plan, request } = props;
  const { target } = request.errors;
  return (
    <>
      <PlanPart number={1} title={t('rollback.backTo')}>
        <TargetChoice
          plan={plan}
          value={request.form.toTag}
          error={target ? t(target) : serverError(request, 'target')}
          onChange={toTag => request.change({ toTag })}
        />
      </PlanPart>
      <PlanPart
        number={2}
        title={t('rollback.whatHappens')}
        busy={request.state.loading}
      >
        <PlannedSteps plan={plan} />
      </PlanPart>
      <PlanPart number={3} title={t('rollback.why')}>
        <Reason request={request} />
        {plan.confirmation ? (
          <Confirmation text={plan.confirmation} request={request} />
        ) : null}
      </PlanPart>
    </>
  );
};
