import { useWords } from '../hooks/useWords';
import { Panel } from './common/Panel';
import styles from './tab.module.css';

/** No environment has the service yet: what to do next. @internal */
export const TabEmpty = (props: { service: string }) => {
  const { t } = useWords();
  return (
    <Panel title={t('page.emptyTitle')}>
      {t('page.emptyText')}
      <ol className={styles.steps}>
        <li>{t('page.emptyStepPush')}</li>
        <li>{t('page.emptyStepManifests')}</li>
        <li>
          {t('page.emptyStepLabel', {
            label: <code>backstage.io/kubernetes-id: {props.service}</code>,
          })}
        </li>
      </ol>
      {t('page.emptyThen')}
    </Panel>
  );
};
