import type { ServiceTemplate } from '@heal7/backstage-plugin-template-updates-common';
import { useWords } from '../../hooks/useWords';
import { Note } from '../common/Note';
import { PullRequests } from '../common/PullRequests';

/** What was opened, and what to do with it. @internal */
export const Result = ({ service }: { service: ServiceTemplate }) => {
  const { t } = useWords();
  const { pullRequests } = service;
  if (pullRequests.length === 0) {
    return <Note tone="quiet">{t('dialog.doneNone')}</Note>;
  }
  return (
    <Note tone="good" title={t('dialog.doneTitle')}>
      <PullRequests items={pullRequests} />
      <span>{t('dialog.doneText')}</span>
      {pullRequests.some(({ conflicts }) => conflicts > 0) ? (
        <span>{t('dialog.doneDraft')}</span>
      ) : null}
    </Note>
  );
};
