import { useWords } from '../../hooks/useWords';
import type { VersionBar } from '../../model/templateGroups';
import styles from '../updates.module.css';

/** How many services are on which version, newest first. @internal */
export const VersionBars = ({ bars }: { bars: VersionBar[] }) => {
  const { t } = useWords();
  const most = Math.max(1, ...bars.map(({ services }) => services));
  const nameOf = ({ version, isNewest }: VersionBar) => {
    if (!version) return t('version.unknown');
    return isNewest ? t('version.barNewest', { version }) : version;
  };
  return (
    <ul className={styles.bars}>
      {bars.map(bar => (
        <li key={bar.version ?? ''} className={styles.bar}>
          <span className={styles.unseen}>
            {t('version.bar', { version: nameOf(bar), count: bar.services })}
          </span>
          <span aria-hidden="true">{nameOf(bar)}</span>
          <span className={styles.track} aria-hidden="true">
            <span
              data-newest={bar.isNewest}
              style={{ width: `${(bar.services / most) * 100}%` }}
            />
          </span>
          <span className={styles.number} aria-hidden="true">
            {bar.services}
          </span>
        </li>
      ))}
    </ul>
  );
};
