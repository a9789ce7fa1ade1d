import { useId } from 'react';
import { Button } from '@backstage/ui';
import type {
  CheckResult,
  Waiver,
} from '@heal7/backstage-plugin-quality-gates-common';
import { RiShieldLine } from '@remixicon/react';
import { useWords } from '../../hooks/useWords';
import { checkTitle } from '../../model/checkTitles';
import gates from '../gates.module.css';

/** Asks for an exception; says so where one was asked for, and why where it may not be. @internal */
export const RequestWaiverButton = (props: {
  check: CheckResult;
  allowed: boolean;
  waiting?: Waiver;
  onPress: () => void;
}) => {
  const words = useWords();
  const reasonId = useId();
  const { t } = words;
  if (props.waiting) {
    return (
      <span className={gates.waiver}>
        <RiShieldLine aria-hidden="true" />
        {t('waiver.waiting')}
      </span>
    );
  }
  const check = checkTitle(props.check, words);
  return (
    <span className={gates.action}>
      <Button
        size="small"
        variant="tertiary"
        iconStart={<RiShieldLine />}
        isDisabled={!props.allowed}
        aria-label={t('waiver.requestFor', { check })}
        aria-describedby={props.allowed ? undefined : reasonId}
        onPress={props.onPress}
      >
        {t('waiver.request')}
      </Button>
      {props.allowed ? null : (
        <span id={reasonId} className={gates.secondary}>
          {t('waiver.mayNotRequest')}
        </span>
      )}
    </span>
  );
};
