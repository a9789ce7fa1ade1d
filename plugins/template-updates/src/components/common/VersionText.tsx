import type { ServiceTemplate } from '@heal7/backstage-plugin-template-updates-common';
import { useWords } from '../../hooks/useWords';
import styles from '../updates.module.css';

/** The version a service is on, and how far that is from the newest. @internal */
export const VersionText = ({ service }: { service: ServiceTemplate }) => {
  const { t } = useWords();
  const { version, latestVersion, behind = 0 } = service;
  if (version === undefined) return <span>{t('version.unknown')}</span>;
  return (
    <div>
      <code className={styles.version}>{version}</code>
      {behind > 0 && latestVersion ? (
        <>
          {' → '}
          <code className={styles.version}>{latestVersion}</code>
          <div className={styles.quiet}>
            {t('version.behind', { count: behind })}
          </div>
        </>
      ) : null}
    </div>
  );
};
