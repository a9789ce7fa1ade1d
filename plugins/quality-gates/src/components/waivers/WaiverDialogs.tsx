import { Dialog, DialogHeader } from '@backstage/ui';
import type {
  CheckResult,
  Waiver,
} from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { checkTitle } from '../../model/checkTitles';
import type { WaiverAction } from '../../model/waiverView';
import gates from '../gates.module.css';
import { DecisionForm } from './DecisionForm';
import { RequestForm } from './RequestForm';

/** What somebody is about to do. @internal */
export type WaiverTask =
  | { action: 'request'; check: Pick<CheckResult, 'id' | 'title'> }
  | { action: WaiverAction; waiver: Waiver; title: string };

const titleKeys = {
  request: 'waiver.requestFor',
  approve: 'waiver.approveOf',
  reject: 'waiver.rejectOf',
  revoke: 'waiver.revokeOf',
} as const satisfies Record<WaiverTask['action'], string>;

/** One dialog for everything that is done about exceptions. @internal */
export const WaiverDialogs = (props: {
  entityRef: string;
  task?: WaiverTask;
  onClose: () => void;
  onDone: () => void;
}) => {
  const words = useWords();
  const { task, onClose, onDone } = props;
  const check = task && {
    id: task.action === 'request' ? task.check.id : task.waiver.checkId,
    title: task.action === 'request' ? task.check.title : task.title,
  };
  return (
    <Dialog
      isOpen={task !== undefined}
      // A click beside the dialog must not throw away what was typed.
      isDismissable={false}
      onOpenChange={open => {
        if (!open) onClose();
      }}
      width="34rem"
    >
      {task && check ? (
        <>
          <DialogHeader className={gates.root}>
            {words.t(titleKeys[task.action], {
              check: checkTitle(check, words),
            })}
          </DialogHeader>
          {task.action === 'request' ? (
            <RequestForm
              entityRef={props.entityRef}
              checkId={check.id}
              onClose={onClose}
              onDone={onDone}
            />
          ) : (
            <DecisionForm
              waiver={task.waiver}
              action={task.action}
              onClose={onClose}
              onDone={onDone}
            />
          )}
        </>
      ) : null}
    </Dialog>
  );
};
