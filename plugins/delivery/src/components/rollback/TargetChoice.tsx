import { Radio, RadioGroup } from '@backstage/ui';
import type { RollbackPlan } from '@heal7/backstage-plugin-delivery-common';
import { useSentence } from '../../hooks/useSentence';
import { useWords } from '../../hooks/useWords';
import common from '../common/common.module.css';
import { StateMark } from '../common/StateMark';
import styles from './rollback.module.css';

/** The versions one can go back to, each with what is known about it. @internal */
export const TargetChoice = (props: {
  plan: RollbackPlan;
  value?: string;
  error?: string;
  onChange: (tag: string) => void;
}) => {
  const { t } = useWords();
  const say = useSentence();
  const { plan } = props;
  if (plan.targets.length === 0) {
    return <span className={common.secondary}>{t('rollback.noTargets')}</span>;
  }
  return (
    <>
      <RadioGroup
        aria-label={t('rollback.backTo')}
        description={t('rollback.backToHint', { version: plan.from.label })}
        value={props.value ?? ''}
        onChange={props.onChange}
      >
        {plan.targets.map(target => (
          <Radio
            key={target.version.tag}
            value={target.version.tag}
            isDisabled={target.disabled}
          >
            <span className={styles.target}>
              <span className={common.mark}>
                {target.version.label}
                <StateMark tone={target.verified ? 'positive' : 'warning'}>
                  {t(
                    target.verified
                      ? 'rollback.verified'
                      : 'rollback.notVerified',
                  )}
                </StateMark>
              </span>
              {target.notes.map(note => (
                <span
                  key={`${note.code} ${note.text}`}
                  className={common.secondary}
                >
                  {say(note)}
                </span>
              ))}
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {props.error ? (
        <span role="alert" className={styles.error}>
          {props.error}
        </span>
      ) : null}
    </>
  );
};
