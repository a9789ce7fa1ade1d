import { useId } from 'react';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from 'react-router-dom';
import { useWords } from '../../hooks/useWords';
import type { TemplateGroup } from '../../model/templateGroups';
import styles from '../updates.module.css';
import { ServiceRow } from './ServiceRow';
import { VersionBars } from './VersionBars';

/** A template: how many services are on which version, and the services. @internal */
export const TemplateSection = (props: {
  group: TemplateGroup;
  onChanged: () => void;
}) => {
  const { t } = useWords();
  const titleId = useId();
  const link = useEntityRefLink();
  const { templateRef, title, bars, items } = props.group;
  return (
    <section className={styles.box} aria-labelledby={titleId}>
      <div className={styles.sectionHead}>
        <h2 id={titleId} className={styles.sectionTitle}>
          <Link className={styles.link} to={link(templateRef)}>
            {title}
          </Link>
        </h2>
        <span className={styles.quiet}>
          {t('page.services', { count: items.length })}
        </span>
      </div>
      <VersionBars bars={bars} />
      <ul
        className={styles.rows}
        aria-label={t('page.servicesOf', { template: title })}
      >
        {items.map(service => (
          <ServiceRow
            key={service.entityRef}
            service={service}
            onChanged={props.onChanged}
          />
        ))}
      </ul>
    </section>
  );
};
