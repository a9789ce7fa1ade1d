import { Skeleton } from '@backstage/ui';
import { useWords } from '../../hooks/useWords';
import common from '../common/common.module.css';
import styles from './rollback.module.css';

/** The shape of the plan while it is being made. @internal */
export const PlanSkeleton = (props: { label: string }) => {
  const { t } = useWords();
  return (
    <div className={styles.body} aria-busy="true">
      <span role="status" className={common.hidden}>
        {props.label}
      </span>
      {[t('rollback.backTo'), t('rollback.whatHappens'), t('rollback.why')].map(
        title => (
          <div key={title} className={styles.part} aria-hidden="true">
            <Skeleton width="40%" height={20} />
            <Skeleton width="90%" height={16} />
            <Skeleton width="75%" height={16} />
          </div>
        ),
      )}
    </div>
  );
};
