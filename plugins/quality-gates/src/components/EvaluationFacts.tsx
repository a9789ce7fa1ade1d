import type { ReactNode } from 'react';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { useNow } from '../hooks/useNow';
import { useWords } from '../hooks/useWords';
import { commitUrl, safeUrl } from '../model/evaluationView';
import styles from './gates.module.css';

const ExternalLink = (props: { url?: string; children: ReactNode }) => {
  const { t } = useWords();
  const href = safeUrl(props.url);
  if (!href) return <>{props.children}</>;
  return (
    <a
      className={styles.link}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      title={t('evaluation.opensElsewhere')}
    >
      {props.children}
    </a>
  );
};

/** What was judged, where it came from, and when. @internal */
export const EvaluationFacts = ({ evaluation }: { evaluation: Evaluation }) => {
  const { t, age, exact } = useWords();
  const now = useNow();
  const { branch, commit, createdAt, pullRequest, run } = evaluation;
  const shortCommit = commit.slice(0, 7);
  return (
    <>
      <code className={styles.commit} title={commit}>
        <ExternalLink url={commitUrl(evaluation)}>{shortCommit}</ExternalLink>
      </code>
      <span className={styles.secondary}>
        {pullRequest === undefined
          ? branch && t('evaluation.branch', { branch })
          : t('evaluation.pullRequest', { number: String(pullRequest) })}
      </span>
      <time
        className={styles.secondary}
        dateTime={createdAt}
        title={exact(createdAt)}
      >
        {age(createdAt, now)}
      </time>
      {safeUrl(run.url) ? (
        <ExternalLink url={run.url}>{t('evaluation.run')}</ExternalLink>
      ) : null}
    </>
  );
};
