import { toError } from '@backstage/errors';
import { useState } from 'react';
import { Button, DialogBody, DialogFooter } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  canApprove,
  canCancel,
  type Rollback,
} from '@heal7/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../../api/deliveryApiRef';
import { useSentence } from '../../hooks/useSentence';
import { useUserRef } from '../../hooks/useUserRef';
import { useWords } from '../../hooks/useWords';
import { personName } from '../../model/person';
import { failureMessage } from '../../model/requestFailure';
import { rollbackStateKeys, rollbackTones } from '../../model/states';
import { Age } from '../common/Age';
import common from '../common/common.module.css';
import { CopyButton } from '../common/CopyButton';
import { Note } from '../common/Note';
import { StateMark } from '../common/StateMark';
import styles from './rollback.module.css';
import { RollbackDecision } from './RollbackDecision';
import { RollbackPhases } from './RollbackPhases';

/** A roll back under way or done: its phases live, what happened, and what one may still do. @internal */
export const RollbackProgress = (props: {
  rollback: Rollback;
  environment: string;
  onChanged: (rollback: Rollback) => void;
  onClose: () => void;
}) => {
  const { t, clock, exact } = useWords();
  const say = useSentence();
  const api = useApi(deliveryApiRef);
  const userRef = useUserRef();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { rollback } = props;
  const state = t(rollbackStateKeys[rollback.state]);

  const act = async (run: () => Promise<Rollback>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      props.onChanged(await run());
    } catch (cause) {
      const error = toError(cause);
      setProblem(failureMessage(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={`${styles.dialog} ${common.root}`}>
      <DialogBody className={styles.body}>
        <div className={styles.part}>
          <div className={styles.row}>
            <strong>{props.environment}</strong>
            <StateMark tone={rollbackTones[rollback.state]}>{state}</StateMark>
            <strong>
              {t('rollback.fromTo', {
                from: rollback.from.label,
                to: rollback.to.label,
              })}
            </strong>
            <CopyButton
              text={window.location.href}
              label={t('rollback.copyLink')}
            />
          </div>
          <span className={common.secondary}>
            {t('rollback.requested', {
              person: personName(rollback.requestedBy),
              age: <Age at={rollback.requestedAt} />,
            })}
            {': '}
            {t('history.reason', { reason: rollback.reason })}
          </span>
        </div>
        {rollback.outcome ? (
          <Note tone={rollbackTones[rollback.state]}>
            {say(rollback.outcome)}
          </Note>
        ) : null}
        <RollbackPhases rollback={rollback} />
        <span role="status" aria-live="polite" className={common.hidden}>
          {t('rollback.updated', {
            phase: state,
            state: rollback.outcome ? say(rollback.outcome) : '',
          })}
        </span>
        {problem ? (
          <Note tone="negative" role="alert">
            {t('rollback.decisionFailed', { message: problem })}
          </Note>
        ) : null}
        {userRef && canApprove(rollback, userRef) ? (
          <RollbackDecision rollback={rollback} act={act} busy={busy} />
        ) : null}
        <section aria-label={t('rollback.events')}>
          <h3 className={styles.heading}>{t('rollback.events')}</h3>
          <ol className={styles.events}>
            {rollback.events.map((event, index) => (
              <li key={`${event.at} ${index}`} className={styles.event}>
                <time dateTime={event.at} title={exact(event.at)}>
                  {clock(event.at)}
                </time>
                <span>{say(event.message)}</span>
              </li>
            ))}
          </ol>
        </section>
      </DialogBody>
      <DialogFooter>
        {canCancel(rollback) ? (
          <Button
            variant="secondary"
            isPending={busy}
            onPress={() => act(() => api.cancelRollback(rollback.id))}
          >
            {t('rollback.cancelRunning')}
          </Button>
        ) : null}
        <Button variant="primary" onPress={props.onClose}>
          {t('rollback.close')}
        </Button>
      </DialogFooter>
    </div>
  );
};
