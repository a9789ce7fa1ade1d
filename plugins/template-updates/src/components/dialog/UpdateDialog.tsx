import { Dialog, DialogHeader } from '@backstage/ui';
import type { ServiceTemplate } from '@heal7/backstage-plugin-template-updates-common';
import { useWords } from '../../hooks/useWords';
import { shortName } from '../../model/names';
import styles from '../updates.module.css';
import { UpdateSteps } from './UpdateSteps';

/** What an update would change, and the button that proposes it. @internal */
export const UpdateDialog = (props: {
  service: ServiceTemplate;
  isOpen: boolean;
  onClose: () => void;
  onProposed: () => void;
}) => {
  const { t } = useWords();
  const { service, isOpen, onClose } = props;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => open || onClose()}
      // A click beside it must not lose a preview that took seconds.
      isDismissable={false}
      width="64rem"
    >
      {isOpen ? (
        <>
          <DialogHeader className={styles.root}>
            {t('dialog.title', { service: shortName(service.entityRef) })}
          </DialogHeader>
          <UpdateSteps
            service={service}
            onClose={onClose}
            onProposed={props.onProposed}
          />
        </>
      ) : null}
    </Dialog>
  );
};
