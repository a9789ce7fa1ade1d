import { useEffect, useState } from 'react';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  EntityRefLink,
  entityRouteParams,
} from '@backstage/plugin-catalog-react';
import { Link } from 'react-router-dom';
import { portalTranslationRef } from '../language/portalTranslation';
import styles from './HomePage.module.css';

type State =
  | { kind: 'loading' }
  | { kind: 'error'; message: string }
  | { kind: 'loaded'; services: Entity[] };

/** The components owned by the viewer, each with the way to its CI/CD tab. */
export function MyServices() {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  const { t } = useTranslationRef(portalTranslationRef);
  const [state, setState] = useState<State>({ kind: 'loading' });

  useEffect(() => {
    let current = true;
    (async () => {
      const { ownershipEntityRefs } = await identity.getBackstageIdentity();
      const { items } = await catalog.getEntities({
        filter: { kind: 'Component', 'relations.ownedBy': ownershipEntityRefs },
        fields: ['kind', 'metadata', 'spec.type'],
        order: { field: 'metadata.name', order: 'asc' },
      });
      if (current) setState({ kind: 'loaded', services: items });
    })().catch(error => {
      if (current) setState({ kind: 'error', message: error.message });
    });
    return () => {
      current = false;
    };
  }, [catalog, identity]);

  return (
    <section aria-labelledby="my-services">
      <h2 id="my-services" className={styles.subtitle}>
        {t('home.services')}
      </h2>
      {state.kind === 'error' && (
        <p role="alert">
          {t('home.servicesError', { message: state.message })}
        </p>
      )}
      {state.kind === 'loaded' && state.services.length === 0 && (
        <p className={styles.hint}>{t('home.servicesNone')}</p>
      )}
      {state.kind === 'loaded' && state.services.length > 0 && (
        <ul className={styles.services}>
          {state.services.map(service => {
            const { kind, namespace, name } = entityRouteParams(service);
            return (
              <li key={stringifyEntityRef(service)} className={styles.service}>
                <EntityRefLink entityRef={service} />
                <span className={styles.hint}>
                  {service.metadata.description}
                </span>
                <Link to={`/catalog/${namespace}/${kind}/${name}/ci-cd`}>
                  {t('home.openCicd')}
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
