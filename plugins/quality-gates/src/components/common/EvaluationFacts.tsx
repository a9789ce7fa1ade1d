import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { safeUrl } from '../../model/evaluationView';
import styles from '../gates.module.css';
import { Age } from './Age';
import { CommitLink } from './CommitLink';
import { ExternalLink } from './ExternalLink';

/** The CI run that measured; nothing where it has no page. @internal */
export const RunLink = ({ url }: { url?: string }) => {
  const { t } = useWords();
  return safeUrl(url) ? (
    <ExternalLink url={url}>{t('evaluation.run')}</ExternalLink>
  ) : null;
};

/** What was judged, where it came from, and when. @internal */
export const EvaluationFacts = (props: {
  evaluation: Evaluation;
  repositoryUrl?: string;
}) => {
  const { t } = useWords();
  const { branch, commit, updatedAt, pullRequest, run } = props.evaluation;
  return (
    <>
      <CommitLink
        commit={commit}
        repositoryUrl={props.repositoryUrl}
        runUrl={run.url}
      />
      <span className={styles.secondary}>
        {pullRequest === undefined
          ? branch && t('evaluation.branch', { branch })
          : t('evaluation.pullRequest', { number: String(pullRequest) })}
      </span>
      <Age at={updatedAt} />
      <RunLink url={run.url} />
    </>
  );
};
