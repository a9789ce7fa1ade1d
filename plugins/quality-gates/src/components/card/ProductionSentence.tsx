import type {
  Evaluation,
  ServiceQuality,
} from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { markOfEvaluation } from '../../model/marks';
import { productionRelation } from '../../model/qualityView';
import { CommitLink } from '../common/CommitLink';
import { StateMark } from '../common/StateMark';
import styles from '../gates.module.css';

/** "Computed for commit X, production runs Y". @internal */
export const ProductionSentence = (props: {
  quality: ServiceQuality;
  evaluation: Evaluation;
}) => {
  const { t } = useWords();
  const { quality, evaluation } = props;
  const { repositoryUrl } = quality;
  const relation = productionRelation(quality, evaluation.commit);
  const commit = (
    <CommitLink
      commit={evaluation.commit}
      repositoryUrl={repositoryUrl}
      runUrl={evaluation.run.url}
    />
  );
  const sentence = () => {
    if (relation.kind !== 'differs') {
      return t(`relation.${relation.kind}`, { commit });
    }
    const deployed = (
      <CommitLink
        commit={relation.commit}
        repositoryUrl={repositoryUrl}
        runUrl={evaluation.run.url}
      />
    );
    return relation.evaluation
      ? t('relation.differs', {
          commit,
          deployed,
          verdict: <StateMark mark={markOfEvaluation(relation.evaluation)} />,
        })
      : t('relation.notJudged', { commit, deployed });
  };
  return <p className={styles.text}>{sentence()}</p>;
};
