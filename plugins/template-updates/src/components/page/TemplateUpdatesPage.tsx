import { useCallback } from 'react';
import { Button, Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { templateUpdatesApiRef } from '../../api/templateUpdatesApiRef';
import { useAnswer } from '../../hooks/useAnswer';
import { useChoice } from '../../hooks/useChoice';
import { useViewerRefs } from '../../hooks/useViewerRefs';
import { useWords } from '../../hooks/useWords';
import { ownersOf } from '../../model/choice';
import { sentenceOf } from '../../model/failure';
import { Note } from '../common/Note';
import styles from '../updates.module.css';
import { Filters } from './Filters';
import { Services } from './Services';

const Waiting = () => {
  const { t } = useWords();
  return (
    <div aria-busy="true" className={styles.stack}>
      <span role="status" className={styles.unseen}>
        {t('page.loading')}
      </span>
      {[30, 100, 100, 100].map((width, row) => (
        <Skeleton key={row} width={`${width}%`} height={28} />
      ))}
    </div>
  );
};

const Fleet = ({ mine }: { mine: string[] }) => {
  const { t } = useWords();
  const api = useApi(templateUpdatesApiRef);
  const [choice, choose] = useChoice(mine);
  const { owner } = choice;
  // As text, since the list itself is a new one each time it is read.
  const teams = mine.join(' ');
  const ask = useCallback(
    (signal: AbortSignal) =>
      api.getFleet(
        { owners: ownersOf(owner, teams.split(' ').filter(Boolean)) },
        { signal },
      ),
    [api, owner, teams],
  );
  const { value: fleet, error, busy, refresh } = useAnswer(ask);
  return (
    <>
      <Filters
        choice={choice}
        templates={fleet?.templates ?? []}
        hasTeams={mine.length > 0}
        onChoose={choose}
      />
      {error && !fleet ? (
        <Note tone="bad" title={t('page.errorTitle')}>
          <span>{sentenceOf(error)}</span>
          <Button size="small" variant="secondary" onPress={refresh}>
            {t('page.retry')}
          </Button>
        </Note>
      ) : null}
      {error && fleet ? <Note tone="quiet">{t('page.stale')}</Note> : null}
      {fleet ? (
        <div className={styles.stack} aria-busy={busy}>
          <Services
            fleet={fleet}
            choice={choice}
            onChoose={choose}
            onChanged={refresh}
          />
        </div>
      ) : null}
      {!fleet && !error ? <Waiting /> : null}
    </>
  );
};

/**
 * Services × template versions, what is furthest behind first.
 *
 * @public
 */
export const TemplateUpdatesPage = () => {
  const { t } = useWords();
  const mine = useViewerRefs();
  return (
    <main className={`${styles.root} ${styles.page}`}>
      <h1 className={styles.title}>{t('page.title')}</h1>
      <p className={styles.intro}>{t('page.intro')}</p>
      {mine ? <Fleet mine={mine} /> : <Waiting />}
    </main>
  );
};
