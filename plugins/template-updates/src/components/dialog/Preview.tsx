import type { UpdatePreview } from '@heal7/backstage-plugin-template-updates-common';
import { useWords } from '../../hooks/useWords';
import { shortName } from '../../model/names';
import { previewTotals } from '../../model/previewTotals';
import { Note } from '../common/Note';
import { PreviewTargetSection } from './PreviewTargetSection';

/** What an update would change. @internal */
export const Preview = (props: {
  preview: UpdatePreview;
  /** Whether pull requests are open already. */
  isProposed: boolean;
}) => {
  const { t } = useWords();
  const { preview, isProposed } = props;
  const { repositories, files, conflicts } = previewTotals(preview);
  const { templateRef, fromVersion: from, toVersion: to } = preview;
  return (
    <>
      <div>
        <strong>
          {t('dialog.versions', { template: shortName(templateRef), from, to })}
        </strong>{' '}
        {repositories === 0
          ? t('dialog.nothing')
          : `${t('dialog.files', { count: files })} ${t('dialog.keeps')}`}
      </div>
      {preview.baseKnown ? null : (
        <Note tone="warning">{t('dialog.baseUnknown', { from })}</Note>
      )}
      {conflicts > 0 ? (
        <Note tone="warning">
          {t('dialog.conflicts', { count: conflicts })}
        </Note>
      ) : null}
      {isProposed ? <Note tone="quiet">{t('dialog.existing')}</Note> : null}
      {preview.targets.map(target => (
        <PreviewTargetSection key={target.repositoryUrl} target={target} />
      ))}
    </>
  );
};
