import { useMemo } from 'react';
import { useWords } from '../../hooks/useWords';
import { diffLines, type DiffLine } from '../../model/diffLines';
import styles from '../updates.module.css';

const Line = ({ line }: { line: DiffLine }) => {
  const { t } = useWords();
  const { kind, sign, text } = line;
  return (
    <span className={styles.line} data-kind={kind}>
      {kind === 'added' || kind === 'removed' ? (
        <span className={styles.unseen}>{t(`file.${kind}`)}</span>
      ) : null}
      <span className={styles.sign} aria-hidden="true">
        {sign}
      </span>
      {text}
      {'\n'}
    </span>
  );
};

/** A unified diff: signs and colour, and words for who does not see them. @internal */
export const DiffView = (props: { path: string; diff: string }) => {
  const { t } = useWords();
  const { lines, more } = useMemo(() => diffLines(props.diff), [props.diff]);
  return (
    <>
      <pre
        className={styles.diff}
        role="group"
        aria-label={t('file.diffOf', { path: props.path })}
      >
        {lines.map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </pre>
      {more > 0 ? (
        <div className={styles.quiet}>{t('file.more', { count: more })}</div>
      ) : null}
    </>
  );
};
