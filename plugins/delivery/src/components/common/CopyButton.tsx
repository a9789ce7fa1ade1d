import { useEffect, useState } from 'react';
import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useWords } from '../../hooks/useWords';
import styles from './common.module.css';

/** Copies a text and says so. @internal */
export const CopyButton = (props: { text: string; label?: string }) => {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const id = window.setTimeout(() => setCopied(false), 2_000);
    return () => window.clearTimeout(id);
  }, [copied]);

  return (
    <>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={props.label ?? t('action.copy', { text: props.text })}
        icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={() => {
          // Not there on pages without TLS; then nothing is claimed either.
          navigator.clipboard?.writeText(props.text).then(
            () => setCopied(true),
            () => setCopied(false),
          );
        }}
      />
      <span role="status" className={styles.hidden}>
        {copied ? t('action.copied') : ''}
      </span>
    </>
  );
};
