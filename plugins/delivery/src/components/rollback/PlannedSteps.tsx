import type {
  RollbackPlan,
  Sentence,
} from '@heal7/backstage-plugin-delivery-common';
import { useSentence } from '../../hooks/useSentence';
import { useWords } from '../../hooks/useWords';
import type { Tone } from '../../model/tone';
import common from '../common/common.module.css';
import { Note } from '../common/Note';
import styles from './rollback.module.css';

const Sentences = (props: {
  title: string;
  tone: Tone;
  sentences: readonly Sentence[];
}) => {
  const say = useSentence();
  if (props.sentences.length === 0) return null;
  return (
    <Note tone={props.tone}>
      <strong>{props.title}</strong>
      <ul className={styles.list}>
        {props.sentences.map(sentence => (
          <li key={`${sentence.code} ${sentence.text}`}>{say(sentence)}</li>
        ))}
      </ul>
    </Note>
  );
};

/** What will be done, in order; what stands in the way; what is good to know. @internal */
export const PlannedSteps = ({ plan }: { plan: RollbackPlan }) => {
  const { t, duration } = useWords();
  const say = useSentence();
  return (
    <>
      <Sentences
        title={t('rollback.blockers')}
        tone="negative"
        sentences={plan.blockers}
      />
      <ol className={styles.steps}>
        {plan.steps.map(step => (
          <li key={`${step.phase} ${step.text.code} ${step.text.text}`}>
            {say(step.text)}
            {step.withinSeconds !== undefined ? (
              <span className={common.secondary}>
                {' '}
                (
                {t('rollback.within', {
                  duration: duration(step.withinSeconds),
                })}
                )
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      <Sentences
        title={t('rollback.warnings')}
        tone="warning"
        sentences={plan.warnings}
      />
      <span className={common.secondary}>{say(plan.approval.reason)}</span>
    </>
  );
};
