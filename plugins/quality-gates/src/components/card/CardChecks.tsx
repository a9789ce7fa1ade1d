import type { CheckResult } from '@heal7/backstage-plugin-quality-gates-common';
import { CheckDetails } from '../common/CheckDetails';
import { CheckHead } from '../common/CheckHead';
import styles from '../gates.module.css';

/** A short list of checks. @internal */
export const CardChecks = ({ checks }: { checks: readonly CheckResult[] }) => (
  <ul className={styles.checks}>
    {checks.map(check => (
      <li key={check.id} className={styles.check}>
        <CheckHead check={check} />
        <CheckDetails check={check} />
      </li>
    ))}
  </ul>
);
