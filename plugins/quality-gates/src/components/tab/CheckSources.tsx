import type { CheckResult } from '@heal7/backstage-plugin-quality-gates-common';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { sourcesOf } from '../../model/checkView';
import { sameCommit } from '../../model/qualityView';
import gates from '../gates.module.css';
import styles from './tab.module.css';

/** The reports a check was judged by: tool, file, age, and the commit where it is another one. @internal */
export const CheckSources = (props: { check: CheckResult; commit: string }) => {
  const { t, age, exact } = useWords();
  const now = useNow();
  const sources = sourcesOf(props.check);
  if (sources.length === 0) return null;
  return (
    <ul className={`${styles.sources} ${gates.secondary}`}>
      {sources.map(({ file, tool, generatedAt, commit }) => (
        <li key={file} className={gates.facts}>
          {tool ? <span>{tool}</span> : null}
          <code className={gates.commit}>{file}</code>
          {generatedAt ? (
            <time dateTime={generatedAt} title={exact(generatedAt)}>
              {t('check.reportAge', { age: age(generatedAt, now) })}
            </time>
          ) : null}
          {commit && !sameCommit(commit, props.commit) ? (
            <span className={gates.warning}>
              {t('check.reportCommit', { commit: commit.slice(0, 7) })}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
};
