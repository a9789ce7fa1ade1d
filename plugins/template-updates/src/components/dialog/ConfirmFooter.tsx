import { useEffect, useId, useRef, useState } from 'react';
import { Button, DialogFooter } from '@backstage/ui';
import type { UpdatePreview } from '@heal7/backstage-plugin-template-updates-common';
import { useWords } from '../../hooks/useWords';
import { previewTotals } from '../../model/previewTotals';
import styles from '../updates.module.css';
import { PlainFooter } from './PlainFooter';

const Question = (props: {
  count: number;
  onYes: () => void;
  onNo: () => void;
}) => {
  const { t } = useWords();
  const yes = useRef<HTMLButtonElement>(null);
  // The button that asked is gone; whoever uses keys goes on here.
  useEffect(() => yes.current?.focus(), []);
  return (
    <DialogFooter className={`${styles.root} ${styles.footer}`}>
      <div className={styles.question} role="status">
        <strong>{t('dialog.confirm', { count: props.count })}</strong>{' '}
        {t('dialog.confirmText')}
      </div>
      <Button variant="secondary" onPress={props.onNo}>
        {t('dialog.confirmNo')}
      </Button>
      <Button ref={yes} variant="primary" onPress={props.onYes}>
        {t('dialog.confirmYes')}
      </Button>
    </DialogFooter>
  );
};

/** Opens the pull requests, after a second yes. Who may not is told so. @internal */
export const ConfirmFooter = (props: {
  preview: UpdatePreview;
  mayPropose: boolean;
  onPropose: () => void;
  onClose: () => void;
}) => {
  const { t } = useWords();
  const reasonId = useId();
  const [asking, setAsking] = useState(false);
  const { repositories: count } = previewTotals(props.preview);
  if (count === 0) return <PlainFooter onClose={props.onClose} />;
  if (asking) {
    return (
      <Question
        count={count}
        onYes={props.onPropose}
        onNo={() => setAsking(false)}
      />
    );
  }
  return (
    <DialogFooter className={`${styles.root} ${styles.footer}`}>
      {props.mayPropose ? null : (
        <div id={reasonId} className={styles.question}>
          {t('dialog.notAllowed')}
        </div>
      )}
      <Button variant="secondary" onPress={props.onClose}>
        {t('dialog.close')}
      </Button>
      <Button
        variant="primary"
        isDisabled={!props.mayPropose}
        aria-describedby={props.mayPropose ? undefined : reasonId}
        onPress={() => setAsking(true)}
      >
        {t('dialog.propose', { count })}
      </Button>
    </DialogFooter>
  );
};
