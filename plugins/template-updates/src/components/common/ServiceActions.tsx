import { useEffect, useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ServiceTemplate } from '@heal7/backstage-plugin-template-updates-common';
import { templateUpdatesApiRef } from '../../api/templateUpdatesApiRef';
import { useTask } from '../../hooks/useTask';
import { useWords } from '../../hooks/useWords';
import { sentenceOf } from '../../model/failure';
import { shortName } from '../../model/names';
import { UpdateDialog } from '../dialog/UpdateDialog';
import styles from '../updates.module.css';

/** What can be done about one service: look again, and see what an update would change. @internal */
export const ServiceActions = (props: {
  service: ServiceTemplate;
  onChanged: () => void;
}) => {
  const { t } = useWords();
  const api = useApi(templateUpdatesApiRef);
  const { service, onChanged } = props;
  const [isOpen, setOpen] = useState(false);
  const check = useTask<ServiceTemplate>();
  const name = shortName(service.entityRef);
  useEffect(() => {
    if (check.result) onChanged();
  }, [check.result, onChanged]);
  return (
    <div className={styles.actions}>
      {service.state !== 'current' ? (
        <Button
          size="small"
          variant="secondary"
          aria-label={t('action.previewOf', { service: name })}
          onPress={() => setOpen(true)}
        >
          {t('action.preview')}
        </Button>
      ) : null}
      <Button
        size="small"
        variant="tertiary"
        aria-label={t('action.checkOf', { service: name })}
        isPending={check.running}
        onPress={() =>
          check.run(signal => api.checkService(service.entityRef, { signal }))
        }
      >
        {t('action.check')}
      </Button>
      {check.error ? (
        <span className={styles.bad} role="alert">
          {t('action.checkFailed', { message: sentenceOf(check.error) })}
        </span>
      ) : null}
      <UpdateDialog
        service={service}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onProposed={onChanged}
      />
    </div>
  );
};
