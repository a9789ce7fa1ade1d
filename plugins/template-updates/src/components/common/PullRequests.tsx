import type { UpdatePullRequest } from '@heal7/backstage-plugin-template-updates-common';
import { useWords } from '../../hooks/useWords';
import { repositoryName } from '../../model/names';
import styles from '../updates.module.css';
import { WebLink } from './WebLink';

/** The open pull requests of an update, with what they want of a person. @internal */
export const PullRequests = (props: { items: UpdatePullRequest[] }) => {
  const { t } = useWords();
  if (props.items.length === 0) return null;
  return (
    <ul className={styles.plain}>
      {props.items.map(({ url, number, conflicts }) => (
        <li key={url}>
          <WebLink to={url}>
            {t('pull.link', {
              repository: repositoryName(url.replace(/\/pull\/\d+$/, '')),
              number: String(number),
            })}
          </WebLink>
          {conflicts > 0 ? (
            <span className={styles.warning}>
              {' '}
              {t('pull.conflicts', { count: conflicts })}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
};
