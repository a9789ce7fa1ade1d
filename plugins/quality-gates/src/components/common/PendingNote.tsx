import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { RiHourglassFill } from '@remixicon/react';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { progressOf } from '../../model/evaluationView';
import styles from '../gates.module.css';

/** Which parts of the CI run are still awaited, until when, and how far it is. @internal */
export const PendingNote = ({ evaluation }: { evaluation: Evaluation }) => {
  const { t, exact, soon } = useWords();
  const now = useNow();
  const { pendingParts, pendingUntil } = evaluation;
  if (pendingParts.length === 0) return null;
  const { done, all } = progressOf(evaluation);
  const label = t('pending.progress', {
    done: String(done),
    all: String(all),
  });
  return (
    <div className={`${styles.note} ${styles.noterunning}`}>
      <RiHourglassFill aria-hidden="true" />
      <div className={styles.noteBody}>
        {t('pending.waiting', { parts: pendingParts.join(', ') })}{' '}
        {pendingUntil ? (
          <time dateTime={pendingUntil} title={exact(pendingUntil)}>
            {t('pending.until', { time: soon(pendingUntil, now) })}
          </time>
        ) : null}
        <div className={styles.progressLine}>
          <progress
            className={styles.progress}
            value={done}
            max={all}
            aria-label={label}
          />
          <span>{label}</span>
        </div>
      </div>
    </div>
  );
};
