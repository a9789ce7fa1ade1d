import type {
  AppliedWaiver,
  CheckResult,
} from '@heal7/backstage-plugin-quality-gates-common';
import { RiShieldCheckLine } from '@remixicon/react';
import { useWords } from '../../hooks/useWords';
import { waiversOf } from '../../model/evaluationView';
import { nameOfRef } from '../../model/waiverView';
import styles from '../gates.module.css';

/** The exception in force of one check: until when, by whom, why. @internal */
export const WaiverMark = ({ waiver }: { waiver: AppliedWaiver }) => {
  const { t, day, exact } = useWords();
  return (
    <span className={styles.waiver} title={exact(waiver.expiresAt)}>
      <RiShieldCheckLine aria-hidden="true" />
      {t('waiver.inForceBy', {
        day: day(waiver.expiresAt),
        person: nameOfRef(waiver.approvedBy),
        reason: waiver.reason,
      })}
    </span>
  );
};

/** Beside a verdict: how many exceptions it rests on, and when the first of them ends. @internal */
export const WaiversBehind = ({
  checks,
}: {
  checks: readonly CheckResult[];
}) => {
  const { t, day, exact } = useWords();
  const waivers = waiversOf(checks);
  const [first] = waivers;
  if (!first) return null;
  return (
    <span className={styles.waiver} title={exact(first.expiresAt)}>
      <RiShieldCheckLine aria-hidden="true" />
      {t('waiver.some', { count: waivers.length, day: day(first.expiresAt) })}
    </span>
  );
};
