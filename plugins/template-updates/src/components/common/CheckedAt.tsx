import { useWords } from '../../hooks/useWords';
import styles from '../updates.module.css';

/** When a service was looked at, with the exact time on hover. @internal */
export const CheckedAt = ({ at }: { at: string }) => {
  const { t, age, exact } = useWords();
  return (
    <time className={styles.quiet} dateTime={at} title={exact(at)}>
      {t('version.checked', { age: age(at) })}
    </time>
  );
};
