import { useParams } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Button } from '@backstage/ui';
import { serviceNameTranslationRef } from '../translation/translationRef';
import { FileBrowser } from './FileBrowser';
import styles from './Preview.module.css';
import { usePreview } from './usePreview';

/** What Scaffolder's form tells its fields about the answers of all pages. */
interface FormContext {
  formData?: Record<string, unknown>;
}

const Loaded = (props: {
  namespace: string;
  name: string;
  answers: Readonly<Record<string, unknown>>;
}) => {
  const { t } = useTranslationRef(serviceNameTranslationRef);
  const { state, isOld, ask } = usePreview(
    props.namespace,
    props.name,
    props.answers,
  );
  const texts = () => {
    if (state.kind === 'loading') return t('preview.loading');
    if (state.kind === 'failed')
      return t('preview.failed', { reason: state.reason });
    return t('preview.files', { files: String(state.files.length) });
  };
  const again = state.kind !== 'loading' && (isOld || state.kind === 'failed');
  return (
    <div className={styles.preview}>
      <div
        aria-live="polite"
        className={state.kind === 'failed' ? styles.bad : styles.quiet}
      >
        {texts()}
      </div>
      {again ? (
        <div className={styles.again}>
          {isOld ? <span>{t('preview.old')}</span> : null}
          <Button variant="secondary" size="small" onPress={ask}>
            {t('preview.again')}
          </Button>
        </div>
      ) : null}
      {state.kind === 'shown' ? <FileBrowser files={state.files} /> : null}
    </div>
  );
};

/** What the template would write with the answers so far. @internal */
export const FilePreview = (props: FieldExtensionComponentProps<string>) => {
  const { t } = useTranslationRef(serviceNameTranslationRef);
  const { namespace, templateName } = useParams();
  const context: FormContext | undefined = props.formContext;
  // The editor of templates shows the form too; it has a dry run of its own.
  if (!namespace || !templateName) {
    return <div className={styles.preview}>{t('preview.elsewhere')}</div>;
  }
  return (
    <Loaded
      namespace={namespace}
      name={templateName}
      answers={context?.formData ?? {}}
    />
  );
};
