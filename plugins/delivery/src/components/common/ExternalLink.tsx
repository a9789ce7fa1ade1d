import type { ReactNode } from 'react';
import { useWords } from '../../hooks/useWords';
import { safeUrl } from '../../model/links';
import styles from './common.module.css';

/** A link to another system; only text when the address is not a web page. @internal */
export const ExternalLink = (props: { url: string; children: ReactNode }) => {
  const { t } = useWords();
  const href = safeUrl(props.url);
  if (!href) return <>{props.children}</>;
  return (
    <a
      className={styles.link}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      title={t('action.opensElsewhere')}
    >
      {props.children}
    </a>
  );
};
