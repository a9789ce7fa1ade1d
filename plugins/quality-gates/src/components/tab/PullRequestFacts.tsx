import type { OpenPullRequest } from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { ExternalLink } from '../common/ExternalLink';
import gates from '../gates.module.css';

/** What is proposed, by whom. @internal */
export const PullRequestFacts = ({
  pullRequest,
}: {
  pullRequest: OpenPullRequest;
}) => {
  const { t } = useWords();
  const { author, draft, title, url } = pullRequest;
  return (
    <>
      <ExternalLink url={url}>{title}</ExternalLink>
      {author ? (
        <span className={gates.secondary}>{t('tab.by', { author })}</span>
      ) : null}
      {draft ? <span className={gates.secondary}>{t('tab.draft')}</span> : null}
    </>
  );
};
