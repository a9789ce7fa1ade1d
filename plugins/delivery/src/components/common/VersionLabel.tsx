import type { Version } from '@heal7/backstage-plugin-delivery-common';
import { firstLink } from '../../model/links';
import styles from './common.module.css';
import { CopyButton } from './CopyButton';
import { ExternalLink } from './ExternalLink';

/** A version: what people call it, its commit with a link, and a button that copies the whole tag. @internal */
export const VersionLabel = (props: { version: Version; copy?: boolean }) => {
  const { version } = props;
  const link = firstLink(version.links, 'commit');
  const commit = version.commit?.slice(0, 7);
  return (
    <span className={styles.version}>
      <span title={version.tag}>{version.label}</span>
      {commit ? (
        <code className={styles.commit}>
          {link ? <ExternalLink url={link.url}>{commit}</ExternalLink> : commit}
        </code>
      ) : null}
      {props.copy ? <CopyButton text={version.tag} /> : null}
    </span>
  );
};
