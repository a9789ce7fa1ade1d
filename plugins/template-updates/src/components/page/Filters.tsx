import { useId } from 'react';
import { SearchField } from '@backstage/ui';
import {
  updateStates,
  type TemplateFleet,
} from '@heal7/backstage-plugin-template-updates-common';
import type { Choose } from '../../hooks/useChoice';
import { useOwnerRefs } from '../../hooks/useOwnerRefs';
import { useWords } from '../../hooks/useWords';
import type { Choice } from '../../model/choice';
import { shortName } from '../../model/names';
import styles from '../updates.module.css';

const Pick = (props: {
  label: string;
  value: string;
  options: [value: string, text: string][];
  onPick: (value: string) => void;
}) => (
  <label className={styles.pick}>
    <span>{props.label}</span>
    <select
      className={styles.select}
      value={props.value}
      onChange={({ target }) => props.onPick(target.value)}
    >
      {props.options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  </label>
);

/** Which services are shown. @internal */
export const Filters = (props: {
  choice: Choice;
  templates: TemplateFleet['templates'];
  hasTeams: boolean;
  onChoose: Choose;
}) => {
  const { t } = useWords();
  const titleId = useId();
  const { choice, templates, onChoose } = props;
  const owners = new Set(useOwnerRefs());
  if (choice.owner.includes(':')) owners.add(choice.owner);
  const titles = new Map(
    templates.map(({ templateRef, title }) => [templateRef, title]),
  );
  if (choice.template && !titles.has(choice.template)) {
    titles.set(choice.template, shortName(choice.template));
  }
  return (
    <section className={styles.filters} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.unseen}>
        {t('filter.title')}
      </h2>
      <Pick
        label={t('filter.owner')}
        value={choice.owner}
        options={[
          ...(props.hasTeams || choice.owner === 'mine'
            ? [['mine', t('filter.mine')] satisfies [string, string]]
            : []),
          ['all', t('filter.all')],
          ...[...owners].map((ref): [string, string] => [ref, shortName(ref)]),
        ]}
        onPick={owner => onChoose({ owner })}
      />
      <Pick
        label={t('filter.template')}
        value={choice.template ?? ''}
        options={[['', t('filter.anyTemplate')], ...titles]}
        onPick={template => onChoose({ template })}
      />
      <Pick
        label={t('filter.state')}
        value={choice.state ?? ''}
        options={[
          ['', t('filter.anyState')],
          ...updateStates.map((state): [string, string] => [
            state,
            t(`state.${state}`),
          ]),
        ]}
        onPick={state => onChoose({ state })}
      />
      <SearchField
        className={styles.search}
        size="small"
        label={t('filter.text')}
        placeholder={t('filter.textHint')}
        value={choice.text}
        onChange={text => onChoose({ text })}
      />
    </section>
  );
};
