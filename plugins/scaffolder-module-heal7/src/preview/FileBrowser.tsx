import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { serviceNameTranslationRef } from '../translation/translationRef';
import type { PreviewedFile } from './askForPreview';
import styles from './Preview.module.css';
import { groupByFolder } from './groupByFolder';

const depthOf = ({ path }: PreviewedFile) => path.split('/').length;

/** The README of the whole, which lies above those of its parts. */
const readmeOf = (files: readonly PreviewedFile[]) =>
  files
    .filter(({ path }) => /(^|\/)README\.md$/.test(path))
    .sort((one, other) => depthOf(one) - depthOf(other))
    .at(0);

/** Folders and files to choose from, and the text of the chosen one. @internal */
export const FileBrowser = (props: { files: readonly PreviewedFile[] }) => {
  const { t } = useTranslationRef(serviceNameTranslationRef);
  const { files } = props;
  const [path, setPath] = useState<string>();
  const chosen =
    files.find(file => file.path === path) ?? readmeOf(files) ?? files[0];
  return (
    <div className={styles.browser}>
      <nav className={styles.list} aria-label={t('preview.list')}>
        {groupByFolder(files).map(folder => (
          <details key={folder.path} open>
            <summary>{folder.path || '/'}</summary>
            <ul>
              {folder.files.map(file => (
                <li key={file.path}>
                  <button
                    type="button"
                    className={styles.file}
                    aria-current={file.path === chosen?.path || undefined}
                    onClick={() => setPath(file.path)}
                  >
                    {file.name}
                  </button>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </nav>
      {chosen ? (
        <div className={styles.text}>
          <div className={styles.path}>{chosen.path}</div>
          {chosen.text === undefined ? (
            <div className={styles.quiet}>
              {t('preview.noText', {
                size: String(Math.ceil(chosen.size / 1024)),
              })}
            </div>
          ) : (
            // Unlike other elements that scroll, it is reachable by keyboard.
            <textarea
              readOnly
              wrap="off"
              spellCheck={false}
              aria-label={chosen.path}
              value={chosen.text}
            />
          )}
        </div>
      ) : null}
    </div>
  );
};
