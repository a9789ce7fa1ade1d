import { useId } from 'react';
import { Button } from '@backstage/ui';
import type {
  AllowedAction,
  DeliveryAction,
} from '@heal7/backstage-plugin-delivery-common';
import { useSentence } from '../../hooks/useSentence';
import { useWords } from '../../hooks/useWords';
import common from '../common/common.module.css';
import styles from './lanes.module.css';

const keys = {
  rollback: { text: 'action.rollback', label: 'action.rollbackIn' },
  'stop-canary': { text: 'action.stopCanary', label: 'action.stopCanaryIn' },
} as const satisfies Record<DeliveryAction, { text: string; label: string }>;

/** An action of a lane. One that is not allowed says why, in words beside it. @internal */
export const ActionButton = (props: {
  action: AllowedAction;
  environment: string;
  onPress: () => void;
}) => {
  const { t } = useWords();
  const say = useSentence();
  const reasonId = useId();
  const { action, allowed, reason } = props.action;
  const why = reason ? say(reason) : t('action.notAllowed');
  return (
    <span className={styles.action}>
      <Button
        size="small"
        variant="secondary"
        destructive={action === 'stop-canary'}
        isDisabled={!allowed}
        aria-label={t(keys[action].label, { environment: props.environment })}
        aria-describedby={allowed ? undefined : reasonId}
        onPress={props.onPress}
      >
        {t(keys[action].text)}
      </Button>
      {allowed ? null : (
        <span id={reasonId} className={`${styles.reason} ${common.secondary}`}>
          {why}
        </span>
      )}
    </span>
  );
};
