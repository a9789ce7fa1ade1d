import { Button } from '@backstage/ui';
import { useWords } from '../hooks/useWords';
import { requestFailure } from '../model/requestFailure';
import common from './common/common.module.css';
import { Note } from './common/Note';
import styles from './tab.module.css';

const texts = {
  'not-found': 'page.notFoundText',
  forbidden: 'page.forbiddenText',
  conflict: 'page.errorText',
  invalid: 'page.errorText',
  other: 'page.errorText',
} as const;

/** The first answer did not come: what that means and what to do. No stack trace. @internal */
export const TabError = (props: { error: Error; onRetry: () => void }) => {
  const { t } = useWords();
  return (
    <div className={`${common.root} ${styles.tab}`}>
      <Note tone="negative" role="alert">
        <strong>{t('page.errorTitle')}</strong>
        <p>{t(texts[requestFailure(props.error).kind])}</p>
        <Button size="small" variant="secondary" onPress={props.onRetry}>
          {t('page.retry')}
        </Button>
      </Note>
    </div>
  );
};
