import type { ServiceQuality } from '@heal7/backstage-plugin-quality-gates-common';
import { useViewer } from '../../hooks/useViewer';
import { useWords } from '../../hooks/useWords';
import { Panel } from '../common/Panel';
import gates from '../gates.module.css';
import type { WaiverTask } from './WaiverDialogs';
import { WaiverRow } from './WaiverRow';

/** The exceptions of the service: asked for, in force, ended; and what may be done about them. @internal */
export const WaiverList = (props: {
  quality: ServiceQuality;
  onTask: (task: WaiverTask) => void;
}) => {
  const { t } = useWords();
  const viewer = useViewer();
  const { allowed, evaluations, waivers } = props.quality;
  const titleOf = (checkId: string) =>
    evaluations.flatMap(({ checks }) => checks).find(({ id }) => id === checkId)
      ?.title ?? checkId;
  return (
    <Panel title={t('waiver.title')}>
      {waivers.length === 0 ? (
        <p className={`${gates.text} ${gates.secondary}`}>{t('waiver.none')}</p>
      ) : (
        <ul className={gates.checks}>
          {waivers.map(waiver => (
            <WaiverRow
              key={waiver.id}
              waiver={waiver}
              title={titleOf(waiver.checkId)}
              mayDecide={allowed.decideWaiver}
              userRef={viewer?.userRef}
              onTask={props.onTask}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
};
