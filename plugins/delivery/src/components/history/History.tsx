import { useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  Deployment,
  EnvironmentState,
} from '@heal7/backstage-plugin-delivery-common';
import { useWords } from '../../hooks/useWords';
import common from '../common/common.module.css';
import { Panel } from '../common/Panel';
import styles from './history.module.css';
import { HistoryRow } from './HistoryRow';

const shownAtFirst = 8;

/** What was deployed where, newest first. As many rows as there are deployments. @internal */
export const History = (props: {
  history: readonly Deployment[];
  environments: readonly EnvironmentState[];
  onShowRollback: (id: string) => void;
}) => {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? props.history : props.history.slice(0, shownAtFirst);
  const title = (name: string) =>
    props.environments.find(environment => environment.name === name)?.title ??
    name;
  return (
    <Panel title={t('history.title')}>
      {props.history.length === 0 ? (
        <span className={common.secondary}>{t('history.empty')}</span>
      ) : (
        <ol className={styles.rows}>
          {shown.map(deployment => (
            <HistoryRow
              key={deployment.id}
              deployment={deployment}
              environment={title(deployment.environment)}
              onShowRollback={props.onShowRollback}
            />
          ))}
        </ol>
      )}
      {props.history.length > shownAtFirst ? (
        <div className={styles.more}>
          <Button
            size="small"
            variant="secondary"
            aria-expanded={all}
            onPress={() => setAll(!all)}
          >
            {all
              ? t('history.showFewer')
              : t('history.showAll', { number: String(props.history.length) })}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
};
