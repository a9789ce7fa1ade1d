import { useId, type ReactNode } from 'react';
import type {
  QualityProblem,
  ServiceQuality,
} from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { deployedEntries, mainEvaluation } from '../../model/qualityView';
import gates from '../gates.module.css';
import { LaneEntry } from './LaneEntry';
import { PullRequestFacts } from './PullRequestFacts';
import styles from './tab.module.css';

const Lane = (props: {
  title: string;
  empty?: string;
  problem?: string;
  children: ReactNode[];
}) => {
  const titleId = useId();
  const { empty, problem, children } = props;
  return (
    <section className={styles.lane} aria-labelledby={titleId}>
      <h3 className={styles.laneTitle} id={titleId}>
        {props.title}
      </h3>
      {problem ? (
        <p className={`${gates.note} ${gates.noteneutral}`}>{problem}</p>
      ) : null}
      {children.length > 0 ? (
        <ul className={styles.entries}>{children}</ul>
      ) : null}
      {children.length === 0 && !problem ? (
        <p className={`${gates.text} ${gates.secondary}`}>{empty}</p>
      ) : null}
    </section>
  );
};

/** The default branch, what runs where, and what is proposed; choosing one shows its checks. @internal */
export const QualityLanes = (props: {
  quality: ServiceQuality;
  selectedId?: string;
  onSelect: (evaluationId: string) => void;
}) => {
  const { t } = useWords();
  const { quality, selectedId, onSelect } = props;
  const { defaultBranch, pullRequests, problems, repositoryUrl } = quality;
  const main = mainEvaluation(quality);
  const fails = (source: QualityProblem['source']) =>
    problems.some(problem => problem.source === source);
  const common = { repositoryUrl, selectedId, onSelect };
  return (
    <div className={styles.lanes}>
      <Lane title={t('tab.defaultBranch')} empty={t('card.mainEmpty')}>
        {main && defaultBranch
          ? [
              <LaneEntry
                key={main.id}
                {...common}
                name={defaultBranch.branch}
                commit={main.commit}
                evaluation={main}
              />,
            ]
          : []}
      </Lane>
      <Lane
        title={t('tab.deployed')}
        empty={t('tab.nothingDeployed')}
        problem={
          fails('deployments') ? t('tab.deploymentsUnavailable') : undefined
        }
      >
        {deployedEntries(quality).map(entry => (
          <LaneEntry
            key={entry.commit}
            {...common}
            name={entry.environments.join(', ')}
            commit={entry.commit}
            evaluation={entry.evaluation}
          >
            {entry.versions.length > 0 ? (
              <span>{entry.versions.join(', ')}</span>
            ) : null}
          </LaneEntry>
        ))}
      </Lane>
      <Lane
        title={t('tab.pullRequests')}
        empty={t('tab.noPullRequests')}
        problem={
          fails('pull-requests') ? t('tab.pullRequestsUnavailable') : undefined
        }
      >
        {pullRequests.map(pullRequest => (
          <LaneEntry
            key={pullRequest.number}
            {...common}
            name={`#${pullRequest.number}`}
            commit={pullRequest.commit}
            evaluation={quality.evaluations.find(
              ({ id }) => id === pullRequest.evaluationId,
            )}
          >
            <PullRequestFacts pullRequest={pullRequest} />
          </LaneEntry>
        ))}
      </Lane>
    </div>
  );
};
