import { useNow } from '../../hooks/now';
import { useWords } from '../../hooks/useWords';

/** How long ago, with the exact time on hover. @internal */
export const Age = ({ at }: { at: string }) => {
  const { age, exact } = useWords();
  return (
    <time dateTime={at} title={exact(at)}>
      {age(at, useNow())}
    </time>
  );
};
