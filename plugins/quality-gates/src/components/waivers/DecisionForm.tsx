import { useState } from 'react';
import type { Waiver } from '@heal7/backstage-plugin-quality-gates-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { qualityGatesApiRef } from '../../api/qualityGatesApiRef';
import { useSending } from '../../hooks/useSending';
import { useWords } from '../../hooks/useWords';
import { nameOfRef, type WaiverAction } from '../../model/waiverView';
import gates from '../gates.module.css';
import { isReason, ReasonField } from './ReasonField';
import { WaiverForm } from './WaiverForm';

const explainKeys = {
  approve: 'waiver.explainApprove',
  reject: 'waiver.explainReject',
  revoke: 'waiver.explainRevoke',
} as const satisfies Record<WaiverAction, string>;

/** Approves, rejects or ends an exception, after what that does was read. @internal */
export const DecisionForm = (props: {
  waiver: Waiver;
  action: WaiverAction;
  onClose: () => void;
  onDone: () => void;
}) => {
  const { t, day } = useWords();
  const api = useApi(qualityGatesApiRef);
  const { waiver, action } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { sending, error, send } = useSending(props.onDone);
  const approves = action === 'approve';

  const submit = () => {
    setTried(true);
    if (approves) {
      send(() => api.decideWaiver(waiver.id, { action }));
    } else if (isReason(reason)) {
      send(() =>
        api.decideWaiver(waiver.id, { action, reason: reason.trim() }),
      );
    }
  };
  return (
    <WaiverForm
      error={error}
      sending={sending}
      submitText={t(`waiver.${action}`)}
      destructive={action === 'revoke'}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p className={gates.text}>
        {t('waiver.requestedBy', { person: nameOfRef(waiver.requestedBy) })}
        <br />
        {t('waiver.theirReason', { reason: waiver.reason })}
      </p>
      <p className={gates.text}>
        {t(explainKeys[action], { day: day(waiver.expiresAt) })}
      </p>
      {approves ? null : (
        <ReasonField value={reason} tried={tried} onChange={setReason} />
      )}
    </WaiverForm>
  );
};
