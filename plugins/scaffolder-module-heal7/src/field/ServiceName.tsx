import { useId } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { TextField } from '@backstage/ui';
import { serviceNameTranslationRef } from '../translation/translationRef';
import { NameStatus } from './NameStatus';
import styles from './ServiceName.module.css';
import { useNameCheck } from './useNameCheck';

/** The name of a new service, checked while it is typed. @internal */
export const ServiceName = (props: FieldExtensionComponentProps<string>) => {
  const { t } = useTranslationRef(serviceNameTranslationRef);
  const statusId = useId();
  const { schema, required, disabled, idSchema, onChange } = props;
  const name = props.formData ?? '';
  const state = useNameCheck(name);
  const isBad = state.kind === 'malformed' || state.kind === 'taken';
  // What the form says of an empty name; of any other the check knows more.
  const errors = state.kind === 'empty' ? props.rawErrors ?? [] : [];
  return (
    <div className={styles.field}>
      <TextField
        id={idSchema.$id}
        label={schema.title ?? t('name.label')}
        description={schema.description ?? t('name.hint')}
        value={name}
        onChange={typed => onChange(typed === '' ? undefined : typed)}
        isRequired={required}
        isDisabled={disabled}
        isInvalid={isBad || errors.length > 0}
        aria-describedby={statusId}
        autoComplete="off"
        spellCheck="false"
      />
      {errors.length > 0 ? (
        <div className={styles.bad} role="alert">
          {errors.join(' ')}
        </div>
      ) : null}
      <NameStatus id={statusId} name={name} state={state} />
    </div>
  );
};
