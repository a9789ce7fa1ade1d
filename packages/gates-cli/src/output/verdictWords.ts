import type {
  CheckResult,
  Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';

/** Icon and word together: colour or shape alone would not reach everybody. */
export const verdictWords: Record<Verdict, string> = {
  passed: '✔ passed',
  failed: '✖ failed',
  inconclusive: '? inconclusive',
  error: '! error',
};

/** Whether its reports are still to come. */
export function isPending(check: CheckResult): boolean {
  return check.reasonCode === 'pending';
}

/** The word for one check: awaited and waived ones are neither good nor bad. */
export function checkWord(check: CheckResult): string {
  if (check.waiver) return `○ waived (${check.verdict})`;
  return isPending(check) ? '… pending' : verdictWords[check.verdict];
}

/** `waived until 2026-12-01 by user:default/haneul: reason`; undefined without a waiver. */
export function waiverSentence({ waiver }: CheckResult): string | undefined {
  return waiver
    ? `waived until ${waiver.expiresAt.slice(0, 10)} by ${waiver.approvedBy}: ${
        waiver.reason
      }`
    : undefined;
}
