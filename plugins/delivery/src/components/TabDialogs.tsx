import { lazy, Suspense } from 'react';
import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import type {
  Rollback,
  ServiceDelivery,
} from '@heal7/backstage-plugin-delivery-common';
import type { useTabDialogs } from '../hooks/useTabDialogs';
import { useWords } from '../hooks/useWords';
import common from './common/common.module.css';
import { PlanSkeleton } from './rollback/PlanSkeleton';

const RollbackDialog = lazy(() =>
  import('./rollback/RollbackDialog').then(module => ({
    default: module.RollbackDialog,
  })),
);
const RollbackProgressById = lazy(() =>
  import('./rollback/RollbackProgressById').then(module => ({
    default: module.RollbackProgressById,
  })),
);

const titles = {
  rollback: 'rollback.title',
  'stop-canary': 'rollback.stopCanaryTitle',
} as const;

/** The roll back, from the plan to its end, in one place. Its code is loaded when it is opened. @internal */
export const TabDialogs = (props: {
  dialogs: ReturnType<typeof useTabDialogs>;
  delivery: ServiceDelivery;
  service: string;
  onChanged: () => void;
}) => {
  const { t } = useWords();
  const { dialogs, delivery, service } = props;
  const { asking, rollbackId } = dialogs;
  const environment = delivery.environments.find(
    ({ name }) => name === asking?.environment,
  );
  const changed = (rollback: Rollback) => {
    dialogs.started(rollback);
    props.onChanged();
  };
  return (
    <Dialog
      isOpen={Boolean(environment || rollbackId)}
      // A click beside the dialog must not throw away what was typed.
      isDismissable={false}
      onOpenChange={open => {
        if (!open) dialogs.close();
      }}
      width="44rem"
    >
      {/* The title stands before the code of the rest has come: a dialog has a name from the start. */}
      <DialogHeader className={common.root}>
        {environment && asking
          ? t(titles[asking.action], {
              service,
              environment: environment.title,
            })
          : t('rollback.progressTitle', { service })}
      </DialogHeader>
      <Suspense
        fallback={
          <DialogBody>
            <PlanSkeleton label={t('rollback.loading')} />
          </DialogBody>
        }
      >
        {environment && asking ? (
          <RollbackDialog
            entityRef={delivery.entityRef}
            environment={environment}
            action={asking.action}
            onCreated={changed}
            onClose={dialogs.close}
          />
        ) : null}
        {!environment && rollbackId ? (
          <RollbackProgressById
            id={rollbackId}
            created={dialogs.created}
            delivery={delivery}
            onChanged={changed}
            onClose={dialogs.close}
          />
        ) : null}
      </Suspense>
    </Dialog>
  );
};
