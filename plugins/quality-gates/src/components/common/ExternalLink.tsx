import type { ReactNode } from 'react';
import { useWords } from '../../hooks/useWords';
import { safeUrl } from '../../model/evaluationView';
import styles from '../gates.module.css';

/** A link to another system; only its text where the address is not one of a web page. @internal */
export const ExternalLink = (props: { url?: string; children: ReactNode }) => {
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
