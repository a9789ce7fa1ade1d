import { Button } from '@backstage/ui';
import {
  type EvaluationHistory,
  useEvaluationHistory,
} from '../../hooks/useEvaluationHistory';
import { useWords } from '../../hooks/useWords';
import { GatesError, GatesSkeleton } from '../common/GatesStates';
import { Panel } from '../common/Panel';
import gates from '../gates.module.css';
import { HistoryRow } from './HistoryRow';
import styles from './tab.module.css';

const HistoryEnd = (props: {
  history: EvaluationHistory;
  onMore: () => void;
}) => {
  const { t } = useWords();
  const { error, items, loading, nextCursor, started } = props.history;
  if (loading) return <GatesSkeleton label={t('tab.historyLoading')} />;
  if (error) {
    return (
      <GatesError
        error={error}
        title={t('tab.historyError')}
        onRetry={props.onMore}
      />
    );
  }
  if (started && items.length === 0) {
    return <p className={gates.text}>{t('tab.historyEmpty')}</p>;
  }
  if (started && !nextCursor) return null;
  return (
    <Button size="small" variant="secondary" onPress={props.onMore}>
      {t(started ? 'tab.moreHistory' : 'tab.showHistory')}
    </Button>
  );
};

/** The past evaluations, newest first; asked for when somebody wants them. @internal */
export const History = (props: {
  entityRef: string;
  repositoryUrl?: string;
}) => {
  const { t } = useWords();
  const { history, loadMore } = useEvaluationHistory(props.entityRef);
  return (
    <Panel title={t('tab.history')}>
      {history.items.length > 0 ? (
        <ol className={styles.history}>
          {history.items.map(evaluation => (
            <HistoryRow
              key={evaluation.id}
              evaluation={evaluation}
              repositoryUrl={props.repositoryUrl}
            />
          ))}
        </ol>
      ) : null}
      <HistoryEnd history={history} onMore={loadMore} />
    </Panel>
  );
};
