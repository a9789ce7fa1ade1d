import { commitUrl } from '../../model/evaluationView';
import styles from '../gates.module.css';
import { ExternalLink } from './ExternalLink';

/** The first characters of a commit, with the way to it. @internal */
export const CommitLink = (props: {
  commit: string;
  repositoryUrl?: string;
  runUrl?: string;
}) => (
  <code className={styles.commit} title={props.commit}>
    <ExternalLink url={commitUrl(props.commit, props)}>
      {props.commit.slice(0, 7)}
    </ExternalLink>
  </code>
);
