import { useId, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { qualityGatesApiRef } from '../../api/qualityGatesApiRef';
import { useSending } from '../../hooks/useSending';
import { useWords } from '../../hooks/useWords';
import { dateInput } from '../../model/time';
import { defaultDays, endOfDay } from '../../model/waiverView';
import gates from '../gates.module.css';
import { FieldProblem } from './FieldProblem';
import { isReason, ReasonField } from './ReasonField';
import { WaiverForm } from './WaiverForm';
import styles from './waivers.module.css';

const day = 24 * 60 * 60 * 1000;

/** Asks for an exception: why, and until when. @internal */
export const RequestForm = (props: {
  entityRef: string;
  checkId: string;
  onClose: () => void;
  onDone: () => void;
}) => {
  const { t } = useWords();
  const api = useApi(qualityGatesApiRef);
  const dateId = useId();
  const [opened] = useState(() => Date.now());
  const [reason, setReason] = useState('');
  const [date, setDate] = useState(() =>
    dateInput(new Date(opened + defaultDays * day)),
  );
  const [tried, setTried] = useState(false);
  const { sending, error, send } = useSending(props.onDone);

  const expiresAt = endOfDay(date);
  const isOver = !expiresAt || Date.parse(expiresAt) <= opened;
  const submit = () => {
    setTried(true);
    if (isOver || !isReason(reason)) return;
    send(() =>
      api.requestWaiver({
        entityRef: props.entityRef,
        checkId: props.checkId,
        reason: reason.trim(),
        expiresAt,
      }),
    );
  };
  const problem = tried && isOver;
  return (
    <WaiverForm
      error={error}
      sending={sending}
      submitText={t('waiver.request')}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p className={gates.text}>{t('waiver.explainRequest')}</p>
      <ReasonField value={reason} tried={tried} onChange={setReason} />
      <div className={styles.field}>
        <label htmlFor={dateId}>{t('waiver.expires')}</label>
        <input
          id={dateId}
          className={gates.input}
          type="date"
          required
          min={dateInput(new Date(opened))}
          value={date}
          aria-invalid={problem}
          aria-describedby={problem ? `${dateId}-problem` : undefined}
          onChange={event => setDate(event.target.value)}
        />
        {problem ? (
          <FieldProblem id={`${dateId}-problem`}>
            {t('waiver.expiresMissing')}
          </FieldProblem>
        ) : null}
      </div>
    </WaiverForm>
  );
};
