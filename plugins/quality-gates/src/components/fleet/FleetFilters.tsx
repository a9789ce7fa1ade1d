import { useEffect, useId, useState } from 'react';
import { SearchField } from '@backstage/ui';
import type { FleetCheck } from '@heal7/backstage-plugin-quality-gates-common';
import type { ChangeChoice } from '../../hooks/useFleetChoice';
import { useOwners } from '../../hooks/useOwners';
import { useWords } from '../../hooks/useWords';
import { checkTitle } from '../../model/checkTitles';
import type { FleetChoice } from '../../model/fleetQuery';
import { orderedChecks } from '../../model/fleetView';
import { nameOfRef } from '../../model/waiverView';
import gates from '../gates.module.css';
import styles from './fleet.module.css';
import { Choice } from './Choice';

/** Milliseconds after the last key before the backend is asked. */
const typingPause = 300;

const NameFilter = (props: { text: string; onChange: ChangeChoice }) => {
  const { t } = useWords();
  const { text, onChange } = props;
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return undefined;
    const id = window.setTimeout(() => onChange({ text: typed }), typingPause);
    return () => window.clearTimeout(id);
  }, [typed, text, onChange]);
  return (
    <SearchField
      className={styles.search}
      size="small"
      label={t('fleet.text')}
      placeholder={t('fleet.textHint')}
      value={typed}
      onChange={setTyped}
    />
  );
};

const withChosen = (owners: readonly string[], chosen: string) =>
  owners.includes(chosen) || chosen === 'mine' || chosen === 'all'
    ? owners
    : [...owners, chosen];

/** Which services are shown. @internal */
export const FleetFilters = (props: {
  choice: FleetChoice;
  checks: readonly FleetCheck[];
  /** Whether the reader can own anything. */
  hasOwn: boolean;
  onChange: ChangeChoice;
}) => {
  const words = useWords();
  const { t } = words;
  const titleId = useId();
  const { choice, onChange } = props;
  const owners = withChosen(useOwners(), choice.owner);
  const checks = orderedChecks(props.checks);
  const unknown =
    choice.failing !== undefined &&
    checks.every(({ id }) => id !== choice.failing);
  return (
    <section className={styles.filters} aria-labelledby={titleId}>
      <h2 id={titleId} className={gates.hidden}>
        {t('fleet.filters')}
      </h2>
      <Choice
        label={t('fleet.owner')}
        value={choice.owner}
        options={[
          ...(props.hasOwn ? [{ value: 'mine', text: t('fleet.mine') }] : []),
          { value: 'all', text: t('fleet.all') },
          ...owners.map(ref => ({ value: ref, text: nameOfRef(ref) })),
        ]}
        onChange={owner => onChange({ owner })}
      />
      <Choice
        label={t('fleet.failing')}
        value={choice.failing ?? ''}
        options={[
          { value: '', text: t('fleet.anyCheck') },
          ...checks.map(check => ({
            value: check.id,
            text: checkTitle(check, words),
          })),
          ...(unknown && choice.failing
            ? [{ value: choice.failing, text: choice.failing }]
            : []),
        ]}
        onChange={failing => onChange({ failing })}
      />
      <NameFilter text={choice.text} onChange={onChange} />
    </section>
  );
};
