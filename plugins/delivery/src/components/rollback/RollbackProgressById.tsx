import { Button, DialogBody, DialogFooter } from '@backstage/ui';
import type {
  Rollback,
  ServiceDelivery,
} from '@heal7/backstage-plugin-delivery-common';
import { useRollback } from '../../hooks/useRollback';
import { useWords } from '../../hooks/useWords';
import { requestFailure } from '../../model/requestFailure';
import common from '../common/common.module.css';
import { FailureNote } from './FailureNote';
import { PlanSkeleton } from './PlanSkeleton';
import styles from './rollback.module.css';
import { RollbackProgress } from './RollbackProgress';

/** What a shared link (`?rollback=<id>`) opens. @internal */
export const RollbackProgressById = (props: {
  id: string;
  created?: Rollback;
  delivery: ServiceDelivery;
  onChanged: (rollback: Rollback) => void;
  onClose: () => void;
}) => {
  const { t } = useWords();
  const { rollback, error } = useRollback(
    props.id,
    props.delivery,
    props.created,
  );
  if (rollback) {
    const environment =
      props.delivery.environments.find(
        ({ name }) => name === rollback.environment,
      )?.title ?? rollback.environment;
    return (
      <RollbackProgress
        rollback={rollback}
        environment={environment}
        onChanged={props.onChanged}
        onClose={props.onClose}
      />
    );
  }
  return (
    <div className={`${styles.dialog} ${common.root}`}>
      <DialogBody className={styles.body}>
        {error ? (
          <FailureNote failure={requestFailure(error)} />
        ) : (
          <PlanSkeleton label={t('rollback.loading')} />
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onPress={props.onClose}>
          {t('rollback.close')}
        </Button>
      </DialogFooter>
    </div>
  );
};
