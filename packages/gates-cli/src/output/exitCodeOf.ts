import {
  worstVerdict,
  type CheckResult,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';
import { isPending } from './verdictWords';

/** What a judgement must tell for an exit code. */
export interface Judged {
  verdict: Verdict;
  checks: CheckResult[];
}

/** 0 passed, 1 failed, 2 could not judge. Checks that are awaited are for the part of the run that brings their reports. */
export function exitCodeOf(judged: Judged): number {
  const verdict = verdictSoFar(judged);
  if (verdict === 'passed') return 0;
  return verdict === 'failed' ? 1 : 2;
}

/** The verdict without the checks that are awaited. */
export function verdictSoFar({ verdict, checks }: Judged): Verdict {
  if (!checks.some(isPending)) return verdict;
  const known = checks.filter(
    check => check.blocking && !check.waiver && !isPending(check),
  );
  return known.length === 0
    ? 'passed'
    : worstVerdict(known.map(check => check.verdict));
}

/** What is said of the whole gate: its verdict, or that it passes so far. */
export function isPassingSoFar(judged: Judged): boolean {
  return judged.checks.some(isPending) && verdictSoFar(judged) === 'passed';
}
