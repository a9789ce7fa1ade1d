import { Skeleton } from '@backstage/ui';
import { useWords } from '../hooks/useWords';
import common from './common/common.module.css';
import { Panel } from './common/Panel';
import styles from './tab.module.css';

const Lines = ({ widths }: { widths: string[] }) => (
  <div className={styles.lines} aria-hidden="true">
    {widths.map((width, index) => (
      <Skeleton key={index} width={width} height={16} />
    ))}
  </div>
);

/** The shape of the page while it loads, so that nothing jumps. @internal */
export const TabSkeleton = () => {
  const { t } = useWords();
  return (
    <div className={`${common.root} ${styles.tab}`} aria-busy="true">
      <span role="status" className={common.hidden}>
        {t('page.loading')}
      </span>
      <div className={styles.top} />
      <Panel title={t('journey.title')}>
        <Lines widths={['60%', '100%', '50%', '100%']} />
      </Panel>
      <Panel title={t('lanes.title')}>
        <div className={styles.columns}>
          {[0, 1, 2].map(lane => (
            <Lines key={lane} widths={['40%', '55%', '70%', '50%', '30%']} />
          ))}
        </div>
      </Panel>
      <Panel title={t('history.title')}>
        <Lines widths={['90%', '85%', '88%']} />
      </Panel>
    </div>
  );
};
