import { useSidebarOpenState } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Link } from 'react-router-dom';
import styles from './SidebarLogo.module.css';

/** The name of the portal and, where configured, what kind of installation this is ("sandbox"). */
export const SidebarLogo = () => {
  const { isOpen } = useSidebarOpenState();
  const label = useApi(configApiRef).getOptionalString(
    'heal7.installationLabel',
  );

  return (
    <div className={styles.root}>
      <Link to="/" className={styles.link} aria-label="HEAL7 developer portal">
        <span className={styles.mark}>{isOpen ? 'HEAL7' : 'H7'}</span>
      </Link>
      {label && (
        <span className={styles.label} title={label}>
          {isOpen ? label : label.slice(0, 4)}
        </span>
      )}
    </div>
  );
};
