import type { Verdict } from '@heal7/backstage-plugin-quality-gates-common';

/** Icon and word together: colour or shape alone would not reach everybody. */
export const verdictWords: Record<Verdict, string> = {
  passed: '✔ passed',
  failed: '✖ failed',
  inconclusive: '? inconclusive',
  error: '! error',
};

/** 0 passed, 1 failed, 2 could not judge. */
export function exitCodeOf(verdict: Verdict): number {
  if (verdict === 'passed') return 0;
  return verdict === 'failed' ? 1 : 2;
}
