import type { CheckResult } from '@heal7/backstage-plugin-quality-gates-common';
import { useWords } from '../../hooks/useWords';
import { countChecks } from '../../model/evaluationView';

/** "1 failed, 0 unclear, 10 passed, 4 pending". @internal */
export const CheckCounts = ({ checks }: { checks: readonly CheckResult[] }) => {
  const { t } = useWords();
  const { failed, passed, pending, unclear } = countChecks(checks);
  const counts = t('evaluation.counts', {
    failed: String(failed),
    unclear: String(unclear),
    passed: String(passed),
  });
  return (
    <>
      {pending === 0
        ? counts
        : t('evaluation.countsPending', { counts, pending: String(pending) })}
    </>
  );
};
