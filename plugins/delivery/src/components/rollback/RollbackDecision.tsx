import { useState } from 'react';
import { Button, TextAreaField } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Rollback } from '@heal7/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../../api/deliveryApiRef';
import { useWords } from '../../hooks/useWords';
import styles from './rollback.module.css';

/** A second person approves, or rejects with a reason. The backend decides whether this person may. @internal */
export const RollbackDecision = (props: {
  rollback: Rollback;
  act: (run: () => Promise<Rollback>) => void;
  busy: boolean;
}) => {
  const { t } = useWords();
  const api = useApi(deliveryApiRef);
  const [reason, setReason] = useState('');
  const { id } = props.rollback;
  const text = reason.trim();
  return (
    <div className={styles.part}>
      <TextAreaField
        label={t('rollback.decisionReason')}
        rows={2}
        value={reason}
        onChange={setReason}
      />
      <div className={styles.row}>
        <Button
          variant="primary"
          isDisabled={props.busy}
          onPress={() => props.act(() => api.approveRollback(id))}
        >
          {t('rollback.approve')}
        </Button>
        <Button
          variant="secondary"
          // A refusal without a reason helps nobody.
          isDisabled={props.busy || text.length < 3}
          onPress={() =>
            props.act(() => api.rejectRollback(id, { reason: text }))
          }
        >
          {t('rollback.reject')}
        </Button>
      </div>
    </div>
  );
};
