import { useId } from 'react';
import { Button } from '@backstage/ui';
import type { Waiver } from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { checkTitle } from '../../model/checkTitles';
import { waiverActions } from '../../model/waiverView';
import gates from '../gates.module.css';
import type { WaiverTask } from './WaiverDialogs';

/** What may be done about an exception; what may not says why, in words beside it. @internal */
export const WaiverActions = (props: {
  waiver: Waiver;
  title: string;
  mayDecide: boolean;
  userRef?: string;
  now: number;
  onTask: (task: WaiverTask) => void;
}) => {
  const words = useWords();
  const { t } = words;
  const whyId = useId();
  const { waiver, title, mayDecide, userRef } = props;
  const actions = waiverActions(waiver, props.now);
  if (actions.length === 0) return null;
  const isOwn = waiver.requestedBy.toLowerCase() === userRef?.toLowerCase();
  const forbids = (action: (typeof actions)[number]) =>
    !mayDecide || (isOwn && action === 'approve');
  const why = mayDecide ? t('waiver.ownRequest') : t('waiver.mayNotDecide');
  const check = checkTitle({ id: waiver.checkId, title }, words);
  return (
    <span className={gates.action}>
      {actions.map(action => (
        <Button
          key={action}
          size="small"
          variant="secondary"
          destructive={action === 'revoke'}
          isDisabled={forbids(action)}
          aria-label={t(`waiver.${action}Of`, { check })}
          aria-describedby={forbids(action) ? whyId : undefined}
          onPress={() => props.onTask({ action, waiver, title })}
        >
          {t(`waiver.${action}`)}
        </Button>
      ))}
      {actions.some(forbids) ? (
        <span id={whyId} className={gates.secondary}>
          {why}
        </span>
      ) : null}
    </span>
  );
};
