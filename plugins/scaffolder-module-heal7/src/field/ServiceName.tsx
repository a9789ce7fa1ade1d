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
  const { schema, uiSchema, required, disabled, idSchema, onChange } = props;
  const name = props.formData ?? '';
  const state = useNameCheck(name);
  const isBad = state.kind === 'malformed' || state.kind === 'taken';
  // Those of the last try to go on; what is wrong now is said below the field.
  const errors = isBad ? [] : props.rawErrors ?? [];
  return (
    <div className={styles.field}>
      <TextField
        id={idSchema?.$id}
        label={uiSchema['ui:title'] ?? schema.title ?? t('name.label')}
        description={
          uiSchema['ui:description'] ?? schema.description ?? t('name.hint')
        }
        value={name}
        onChange={typed => onChange(typed === '' ? undefined : typed)}
        isRequired={required}
        isDisabled={disabled}
        isInvalid={isBad || errors.length > 0}
        aria-describedby={statusId}
        autoComplete="off"
        spellCheck="false"
      />
      {errors.length > 0 && state.kind === 'empty' ? (
        <div className={styles.bad} role="alert">
          {errors.join(' ')}
        </div>
      ) : null}
      <NameStatus id={statusId} name={name} state={state} />
    </div>
  );
};
