import { useId } from 'react';
import {
  templateRecordPath,
  type PreviewTarget,
} from '@heal7/backstage-plugin-template-updates-common';
import { useWords } from '../../hooks/useWords';
import { repositoryName } from '../../model/names';
import { WebLink } from '../common/WebLink';
import styles from '../updates.module.css';
import { Conflicts } from './Conflicts';
import { FileEntry } from './FileEntry';

/** One repository of an update: what a person must settle, what changes, what stays. @internal */
export const PreviewTargetSection = ({ target }: { target: PreviewTarget }) => {
  const { t } = useWords();
  const titleId = useId();
  const { repositoryUrl, files, conflicts, skipped } = target;
  return (
    <section className={styles.stack} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.repository}>
        <WebLink to={repositoryUrl}>{repositoryName(repositoryUrl)}</WebLink>
      </h3>
      <Conflicts conflicts={conflicts} />
      {files.length === 0 ? (
        <div className={styles.quiet}>{t('file.none')}</div>
      ) : (
        <ul className={styles.files}>
          {files.map(file => (
            <FileEntry key={file.path} file={file} />
          ))}
        </ul>
      )}
      {skipped.length > 0 ? (
        <div>
          <div>
            {t('skipped.title', { file: <code>{templateRecordPath}</code> })}
          </div>
          <ul>
            {skipped.map(path => (
              <li key={path}>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  );
};
