import { useState } from 'react';
import type { PreviewFile } from '@heal7/backstage-plugin-template-updates-common';
import {
  RiAddCircleLine,
  RiDeleteBinLine,
  RiEditLine,
  RiFolderTransferLine,
} from '@remixicon/react';
import { useWords } from '../../hooks/useWords';
import styles from '../updates.module.css';
import { DiffView } from './DiffView';

const icons = {
  add: RiAddCircleLine,
  change: RiEditLine,
  delete: RiDeleteBinLine,
  move: RiFolderTransferLine,
} satisfies Record<PreviewFile['kind'], typeof RiEditLine>;

/** One file of an update, folded until somebody opens it. @internal */
export const FileEntry = ({ file }: { file: PreviewFile }) => {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { path, kind, from, diff } = file;
  const Icon = icons[kind];
  const numbers = { added: String(file.added), removed: String(file.removed) };
  return (
    <li>
      <details onToggle={event => setOpen(event.currentTarget.open)}>
        <summary className={styles.file}>
          <Icon aria-hidden="true" />
          <span>{t(`file.${kind}`)}</span>
          <code className={styles.path}>{path}</code>
          {from ? (
            <span className={styles.quiet}>
              {t('file.from', { path: from })}
            </span>
          ) : null}
          {diff ? (
            <span className={styles.number}>
              <span aria-hidden="true">{t('file.counts', numbers)}</span>
              <span className={styles.unseen}>
                {t('file.countsLabel', numbers)}
              </span>
            </span>
          ) : null}
        </summary>
        {isOpen && diff ? <DiffView path={path} diff={diff} /> : null}
        {isOpen && !diff ? (
          <div className={styles.quiet}>{t('file.noDiff')}</div>
        ) : null}
      </details>
    </li>
  );
};
