import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from 'react-router-dom';
import { useWords } from '../../hooks/useWords';
import styles from '../gates.module.css';

/** The address of the quality tab of an entity. @internal */
export function useTabPath(): (entityRef: string) => string {
  const entityLink = useEntityRefLink();
  return entityRef => `${entityLink(entityRef)}/quality-gates`;
}

/** To the tab with everything about the quality of the entity. @internal */
export const TabLink = ({ entityRef }: { entityRef: string }) => {
  const { t } = useWords();
  const tabPath = useTabPath();
  return (
    <Link className={styles.link} to={tabPath(entityRef)}>
      {t('card.details')}
    </Link>
  );
};
