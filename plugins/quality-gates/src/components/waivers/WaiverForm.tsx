import type { ReactNode } from 'react';
import { Button, DialogBody, DialogFooter } from '@backstage/ui';
import { useWords } from '../../hooks/useWords';
import { errorSentence } from '../../model/waiverView';
import gates from '../gates.module.css';
import styles from './waivers.module.css';

/** The frame of both dialogs: what went wrong, the fields, what can be done. @internal */
export const WaiverForm = (props: {
  error?: Error;
  sending: boolean;
  submitText: string;
  destructive?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) => {
  const { t } = useWords();
  return (
    <form
      className={`${gates.root} ${styles.form}`}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <DialogBody className={styles.body}>
        {props.error ? (
          <div className={`${gates.note} ${gates.notenegative}`} role="alert">
            <div className={gates.noteBody}>
              {t('waiver.failed', { message: errorSentence(props.error) })}
            </div>
          </div>
        ) : null}
        {props.children}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {t('waiver.cancel')}
        </Button>
        <Button
          type="submit"
          variant="primary"
          destructive={props.destructive}
          className={props.destructive ? styles.destructive : undefined}
          isPending={props.sending}
        >
          {props.submitText}
        </Button>
      </DialogFooter>
    </form>
  );
};
