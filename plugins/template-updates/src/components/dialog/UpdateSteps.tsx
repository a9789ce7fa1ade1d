import { useEffect, useState } from 'react';
import { DialogBody } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ServiceTemplate,
  UpdatePreview,
} from '@heal7/backstage-plugin-template-updates-common';
import { templateUpdatesApiRef } from '../../api/templateUpdatesApiRef';
import { useTask } from '../../hooks/useTask';
import { useWords } from '../../hooks/useWords';
import { sentenceOf } from '../../model/failure';
import { Note } from '../common/Note';
import { Progress } from '../common/Progress';
import styles from '../updates.module.css';
import { ConfirmFooter } from './ConfirmFooter';
import { PlainFooter } from './PlainFooter';
import { Preview } from './Preview';
import { Result } from './Result';

const Failure = (props: { error?: Error; title: string; children?: string }) =>
  props.error ? (
    <Note tone="bad" title={props.title}>
      <span>{sentenceOf(props.error)}</span>
      {props.children ? <span>{props.children}</span> : null}
    </Note>
  ) : null;

/** Preview, confirmation, progress, result: one place. @internal */
export const UpdateSteps = (props: {
  service: ServiceTemplate;
  onClose: () => void;
  onProposed: () => void;
}) => {
  const { t } = useWords();
  const api = useApi(templateUpdatesApiRef);
  const { service, onClose, onProposed } = props;
  // What is asked for stays the same while the list behind the dialog is refreshed.
  const [{ entityRef }] = useState(service);
  const preview = useTask<UpdatePreview>();
  const proposal = useTask<ServiceTemplate>();
  const { run: prepare } = preview;

  useEffect(
    () => prepare(signal => api.preview(entityRef, { signal })),
    [api, entityRef, prepare],
  );
  useEffect(() => {
    if (proposal.result) onProposed();
  }, [proposal.result, onProposed]);

  if (proposal.result) {
    return (
      <>
        <DialogBody className={`${styles.root} ${styles.stack}`}>
          <Result service={proposal.result} />
        </DialogBody>
        <PlainFooter onClose={onClose} />
      </>
    );
  }
  const shown = proposal.running ? undefined : preview.result;
  return (
    <>
      <DialogBody className={`${styles.root} ${styles.stack}`}>
        {preview.running ? <Progress text={t('dialog.loading')} /> : null}
        {proposal.running ? <Progress text={t('dialog.proposing')} /> : null}
        <Failure error={preview.error} title={t('dialog.errorPreview')} />
        <Failure error={proposal.error} title={t('dialog.errorPropose')}>
          {t('dialog.errorProposeKeep')}
        </Failure>
        {shown ? (
          <Preview
            preview={shown}
            isProposed={service.pullRequests.length > 0}
          />
        ) : null}
      </DialogBody>
      {shown ? (
        <ConfirmFooter
          preview={shown}
          mayPropose={service.allowed?.propose !== false}
          onPropose={() => proposal.run(() => api.propose(entityRef))}
          onClose={onClose}
        />
      ) : (
        <PlainFooter onClose={onClose} />
      )}
    </>
  );
};
