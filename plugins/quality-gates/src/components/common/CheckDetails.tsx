import type { CheckResult } from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { detailItems, reasonText } from '../../model/checkView';
import styles from '../gates.module.css';
import { isPending } from '../../model/marks';
import { ProblemList } from './ReportProblems';
import { WaiverMark } from './WaiverMark';

/** Why a check did not pass, the first findings, and the exception in force; nothing for one that passed. @internal */
export const CheckDetails = ({ check }: { check: CheckResult }) => {
  const words = useWords();
  const { items, more } = detailItems(check);
  return (
    <>
      {check.waiver ? <WaiverMark waiver={check.waiver} /> : null}
      {check.verdict === 'passed' ? null : (
        <>
          {/* What is awaited is told once, above all checks. */}
          {isPending(check) ? null : (
            <div className={styles.secondary}>{reasonText(check, words)}</div>
          )}
          {check.blocking || !check.problems ? null : (
            <ProblemList problems={check.problems} />
          )}
          {items.length > 0 ? (
            <ul className={styles.details}>
              {items.map(item => (
                <li key={item}>{item}</li>
              ))}
              {more > 0 ? (
                <li>{words.t('check.more', { number: String(more) })}</li>
              ) : null}
            </ul>
          ) : null}
        </>
      )}
    </>
  );
};
