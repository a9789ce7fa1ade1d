import { useId } from 'react';
import type {
  ConflictReason,
  FileConflict,
} from '@heal7/backstage-plugin-template-updates-common';
import { useWords } from '../../hooks/useWords';
import styles from '../updates.module.css';

const reasonKeys = {
  overlap: 'conflict.overlap',
  'both-added': 'conflict.bothAdded',
  'deleted-by-team': 'conflict.deletedByTeam',
  'deleted-by-template': 'conflict.deletedByTemplate',
  binary: 'conflict.binary',
  'base-unknown': 'conflict.baseUnknown',
} as const satisfies Record<ConflictReason, string>;

/** The files a person must settle, and why. @internal */
export const Conflicts = (props: { conflicts: FileConflict[] }) => {
  const { t } = useWords();
  const titleId = useId();
  if (props.conflicts.length === 0) return null;
  return (
    <div>
      <div id={titleId} className={styles.warning}>
        {t('conflict.title')}
      </div>
      <ul aria-labelledby={titleId}>
        {props.conflicts.map(({ path, reason, places }) => (
          <li key={path}>
            <code>{path}</code>: {t(reasonKeys[reason])}
            {places ? ` (${t('conflict.places', { count: places })})` : null}
          </li>
        ))}
      </ul>
    </div>
  );
};
