import { useState } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ServiceQuality } from '@heal7/backstage-plugin-quality-gates-common';
import { useServiceQuality } from '../../hooks/useServiceQuality';
import { useSelectedId } from '../../hooks/useSelectedId';
import { useWords } from '../../hooks/useWords';
import { isEmpty, selectedEvaluation } from '../../model/qualityView';
import { GatesEmpty } from '../common/GatesStates';
import { Loaded } from '../common/Loaded';
import { Panel } from '../common/Panel';
import gates from '../gates.module.css';
import { WaiverDialogs, type WaiverTask } from '../waivers/WaiverDialogs';
import { WaiverList } from '../waivers/WaiverList';
import { History } from './History';
import { QualityLanes } from './QualityLanes';
import { SelectedEvaluation } from './SelectedEvaluation';
import styles from './tab.module.css';

const TabBody = (props: {
  quality: ServiceQuality;
  selectedId?: string;
  onTask: (task: WaiverTask) => void;
}) => {
  const { quality, onTask } = props;
  const evaluation = selectedEvaluation(quality, props.selectedId);
  return (
    <>
      {evaluation ? (
        <SelectedEvaluation
          quality={quality}
          evaluation={evaluation}
          onRequestWaiver={check => onTask({ action: 'request', check })}
        />
      ) : null}
      <WaiverList quality={quality} onTask={onTask} />
    </>
  );
};

/**
 * Everything about the quality of the entity in context: the default branch, what runs, what is proposed; each check with
 * its course; exceptions; the past.
 *
 * @public
 */
export const QualityGatesTab = () => {
  const { t } = useWords();
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { state, refresh } = useServiceQuality(entityRef);
  const [selectedId, select] = useSelectedId();
  const [task, setTask] = useState<WaiverTask>();
  const [done, setDone] = useState<WaiverTask['action']>();
  const quality = state.value;
  return (
    <div className={styles.tab}>
      <Panel title={t('card.title')}>
        <Loaded state={state} onRetry={refresh}>
          {loaded => (
            <>
              {isEmpty(loaded) ? <GatesEmpty /> : null}
              <QualityLanes
                quality={loaded}
                selectedId={selectedEvaluation(loaded, selectedId)?.id}
                onSelect={select}
              />
            </>
          )}
        </Loaded>
      </Panel>
      {quality ? (
        <TabBody quality={quality} selectedId={selectedId} onTask={setTask} />
      ) : null}
      <History
        key={entityRef}
        entityRef={entityRef}
        repositoryUrl={quality?.repositoryUrl}
      />
      <span role="status" className={gates.hidden}>
        {done ? t(`waiver.done.${done}`) : ''}
      </span>
      <WaiverDialogs
        entityRef={entityRef}
        task={task}
        onClose={() => setTask(undefined)}
        onDone={() => {
          setDone(task?.action);
          setTask(undefined);
          refresh();
        }}
      />
    </div>
  );
};
