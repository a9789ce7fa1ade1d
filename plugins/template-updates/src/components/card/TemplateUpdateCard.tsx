import { useCallback, useId } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity, useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Button } from '@backstage/ui';
import type { ServiceTemplate } from '@heal7/backstage-plugin-template-updates-common';
import { Link } from 'react-router-dom';
import { templateUpdatesApiRef } from '../../api/templateUpdatesApiRef';
import { useAnswer } from '../../hooks/useAnswer';
import { useWords } from '../../hooks/useWords';
import { isNotFound, sentenceOf } from '../../model/failure';
import { shortName } from '../../model/names';
import { rootRouteRef } from '../../routes';
import { CheckedAt } from '../common/CheckedAt';
import { Note } from '../common/Note';
import { PullRequests } from '../common/PullRequests';
import { ServiceActions } from '../common/ServiceActions';
import { UpdateStateMark } from '../common/UpdateStateMark';
import { VersionText } from '../common/VersionText';
import styles from '../updates.module.css';

const AllServices = () => {
  const { t } = useWords();
  const path = useRouteRef(rootRouteRef);
  return path ? (
    <Link className={styles.link} to={path()}>
      {t('card.all')}
    </Link>
  ) : null;
};

const CardBody = (props: {
  service: ServiceTemplate;
  isStale: boolean;
  onChanged: () => void;
}) => {
  const { t } = useWords();
  const link = useEntityRefLink();
  const { service, isStale, onChanged } = props;
  return (
    <>
      {isStale ? <Note tone="quiet">{t('page.stale')}</Note> : null}
      <Link className={styles.link} to={link(service.templateRef)}>
        {shortName(service.templateRef)}
      </Link>
      <VersionText service={service} />
      {service.problem ? <div>{service.problem}</div> : null}
      <PullRequests items={service.pullRequests} />
      <ServiceActions service={service} onChanged={onChanged} />
      <div className={styles.sectionHead}>
        <CheckedAt at={service.checkedAt} />
        <AllServices />
      </div>
    </>
  );
};

/**
 * The template the entity in context was made from, and how far it is behind. Nothing for what was made by hand, and
 * nothing until that is known: most entities have no template.
 *
 * @public
 */
export const TemplateUpdateCard = () => {
  const { t } = useWords();
  const titleId = useId();
  const api = useApi(templateUpdatesApiRef);
  const entityRef = stringifyEntityRef(useEntity().entity);
  const ask = useCallback(
    (signal: AbortSignal) => api.getService(entityRef, { signal }),
    [api, entityRef],
  );
  const { value: service, error, refresh } = useAnswer(ask);
  if ((error && isNotFound(error)) || (!service && !error)) return null;
  return (
    <section
      className={`${styles.root} ${styles.box} ${styles.stack}`}
      aria-labelledby={titleId}
    >
      <div className={styles.sectionHead}>
        <h2 id={titleId} className={styles.sectionTitle}>
          {t('card.title')}
        </h2>
        {service ? <UpdateStateMark state={service.state} /> : null}
      </div>
      {service ? (
        <CardBody
          service={service}
          isStale={Boolean(error)}
          onChanged={refresh}
        />
      ) : null}
      {!service && error ? (
        <Note tone="bad">
          <span>{sentenceOf(error)}</span>
          <Button size="small" variant="secondary" onPress={refresh}>
            {t('page.retry')}
          </Button>
        </Note>
      ) : null}
    </section>
  );
};
