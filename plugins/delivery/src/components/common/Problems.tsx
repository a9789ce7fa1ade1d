import type { Problem } from '@heal7/backstage-plugin-delivery-common';
import { useNow } from '../../hooks/now';
import { useSentence } from '../../hooks/useSentence';
import { useWords } from '../../hooks/useWords';
import type { Tone } from '../../model/tone';
import { Note } from './Note';

const tones: Record<Problem['severity'], Tone> = {
  info: 'neutral',
  warning: 'warning',
  error: 'negative',
};

/** What could not be found out, one strip each. @internal */
export const Problems = ({ problems }: { problems: readonly Problem[] }) => {
  const { t, age } = useWords();
  const say = useSentence();
  const now = useNow();
  return (
    <>
      {problems.map(problem => (
        <Note
          key={`${problem.scope} ${problem.code} ${problem.text}`}
          tone={tones[problem.severity]}
        >
          {say(problem)}
          {problem.since ? (
            <> ({t('problem.since', { age: age(problem.since, now) })})</>
          ) : null}
        </Note>
      ))}
    </>
  );
};
