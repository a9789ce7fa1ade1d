import { Button, Skeleton } from '@backstage/ui';
import { useWords } from '../../hooks/useWords';
import styles from '../gates.module.css';

/** The shape of what is loading. @internal */
export const GatesSkeleton = (props: { label?: string; rows?: number }) => {
  const { t } = useWords();
  return (
    <div className={styles.body} aria-busy="true">
      <span role="status" className={styles.hidden}>
        {props.label ?? t('card.loading')}
      </span>
      {Array.from({ length: props.rows ?? 3 }, (_, row) => (
        <Skeleton
          key={row}
          width={['70%', '90%', '50%'][row % 3]}
          height={16}
          aria-hidden="true"
        />
      ))}
    </div>
  );
};

/** No answer came. @internal */
export const GatesError = (props: {
  error: Error;
  title?: string;
  onRetry: () => void;
}) => {
  const { t } = useWords();
  const forbidden =
    'statusCode' in props.error && props.error.statusCode === 403;
  return (
    <div className={`${styles.note} ${styles.notenegative}`} role="alert">
      <div className={styles.noteBody}>
        <strong>{props.title ?? t('card.errorTitle')}</strong>
        <p>{t(forbidden ? 'card.forbiddenText' : 'card.errorText')}</p>
        <Button size="small" variant="secondary" onPress={props.onRetry}>
          {t('card.retry')}
        </Button>
      </div>
    </div>
  );
};

/** Nothing was judged yet: what makes it happen. @internal */
export const GatesEmpty = () => {
  const { t } = useWords();
  return (
    <div>
      <strong>{t('card.emptyTitle')}</strong>
      <div className={styles.secondary}>
        {t('card.emptyText', { command: <code>heal7-gates check</code> })}
      </div>
    </div>
  );
};

/** The last good answer is shown, but the newest question had none. @internal */
export const GatesStale = () => {
  const { t } = useWords();
  return (
    <div className={`${styles.note} ${styles.noteneutral}`} role="status">
      <div className={styles.noteBody}>{t('card.staleNote')}</div>
    </div>
  );
};
