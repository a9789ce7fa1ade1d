import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import styles from '../gates.module.css';

/** How long ago, with the exact time on hover. @internal */
export const Age = ({ at }: { at: string }) => {
  const { age, exact } = useWords();
  const now = useNow();
  return (
    <time className={styles.secondary} dateTime={at} title={exact(at)}>
      {age(at, now)}
    </time>
  );
};
