import { toError } from '@backstage/errors';
import { useMemo, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Rollback,
  RollbackPlan,
} from '@heal7/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../../api/deliveryApiRef';
import { useRollbackPlan } from '../../hooks/useRollbackPlan';
import { newId } from '../../model/newId';
import {
  type RequestFailure,
  requestFailure,
} from '../../model/requestFailure';
import { checkRollbackForm, type RollbackForm } from '../../model/rollbackForm';

/**
 * The life of the dialog: plan → form → request. A plan that is out of date is made again and what was typed stays.
 *
 * @internal
 */
export function useRollbackRequest(options: {
  entityRef: string;
  environment: string;
  onCreated: (rollback: Rollback) => void;
}) {
  const { entityRef, environment, onCreated } = options;
  const api = useApi(deliveryApiRef);
  const { state, replan } = useRollbackPlan(entityRef, environment);
  const [typed, setTyped] = useState<RollbackForm>({
    reason: '',
    confirmation: '',
  });
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<RequestFailure>();

  const { plan } = state;
  const form = { ...typed, toTag: typed.toTag ?? plan?.to?.tag };
  const errors = plan ? checkRollbackForm(form, plan) : {};
  const fingerprint = plan?.fingerprint;
  // The same plan sent twice (a lost answer, a double click) is one roll back.
  const idempotencyKey = useMemo(
    () => `${fingerprint ?? ''}:${newId()}`,
    [fingerprint],
  );

  const change = (part: Partial<RollbackForm>) => {
    setFailure(undefined);
    setTyped(before => ({ ...before, ...part }));
    if (part.toTag) replan(part.toTag);
  };

  const submit = async (currentPlan: RollbackPlan) => {
    setTried(true);
    if (Object.keys(errors).length > 0 || !form.toTag || sending) return;
    setSending(true);
    setFailure(undefined);
    try {
      onCreated(
        await api.createRollback({
          entityRef,
          environment,
          toTag: form.toTag,
          reason: form.reason.trim(),
          fingerprint: currentPlan.fingerprint,
          idempotencyKey,
        }),
      );
    } catch (cause) {
      const error = toError(cause);
      const why = requestFailure(error);
      setFailure(why);
      if (why.kind === 'conflict') replan(typed.toTag);
    } finally {
      setSending(false);
    }
  };

  return {
    state,
    form,
    errors: tried ? errors : {},
    failure,
    sending,
    change,
    submit,
    retryPlan: () => replan(typed.toTag),
  };
}
